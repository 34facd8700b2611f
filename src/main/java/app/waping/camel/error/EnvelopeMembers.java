package app.waping.camel.error;

/** Gathers the members of one error body while it is read: of several candidates the best one stays. */
final class EnvelopeMembers {
    private static final int MAX_CODE = 256;

    /** The rank of a member that is of no use. */
    static final int NONE = Integer.MAX_VALUE;

    private String code;
    private String message;
    private int messageRank = NONE;
    private String requestId;
    private int requestIdRank = NONE;
    private String messageId;
    private String eventId;

    static boolean isId(String name) {
        return requestIdRank(name) != NONE
                || switch (name) {
                    case "messageId", "message_id", "eventId", "event_id" -> true;
                    default -> false;
                };
    }

    void code(String text) {
        String trimmed = text == null ? "" : text.strip();
        code = trimmed.isEmpty() ? null : SafeText.cut(trimmed, MAX_CODE);
    }

    void noCode() {
        code = null;
    }

    void id(String name, String text) {
        switch (name) {
            case "messageId", "message_id" -> messageId = SafeText.id(text);
            case "eventId", "event_id" -> eventId = SafeText.id(text);
            default -> {
                int rank = requestIdRank(name);
                String id = rank < requestIdRank ? SafeText.id(text) : null;
                if (id != null) {
                    requestId = id;
                    requestIdRank = rank;
                }
            }
        }
    }

    String message() {
        return message;
    }

    Envelope envelope() {
        return new Envelope(code, message, requestId, messageId, eventId);
    }

    /** Takes a text for the message, unless a better one is known. */
    void message(int rank, String text) {
        if (rank <= messageRank && text != null && !text.isBlank()) {
            message = text;
            messageRank = rank;
        }
    }

    /** How good a text a member within {@code error} holds, 0 the best. */
    static int errorRank(String name) {
        return switch (name) {
            case "message" -> 0;
            case "detail", "description" -> 1;
            case "details", "title", "msg", "reason" -> 2;
            default -> NONE;
        };
    }

    /** How good a text a member of the root holds; any within {@code error} is better. */
    static int rootRank(String name) {
        return switch (name) {
            case "message" -> 10;
            case "detail", "error_description" -> 11;
            case "description" -> 12;
            case "error" -> 13;
            case "title", "msg", "reason" -> 14;
            case "errors", "details", "response", "exception" -> 15;
            default -> NONE;
        };
    }

    private static int requestIdRank(String name) {
        return switch (name) {
            case "requestId", "request_id" -> 0;
            case "correlationId", "correlation_id", "traceId", "trace_id" -> 1;
            case "ray_id", "fbtrace_id" -> 2;
            case "instance" -> 3;
            default -> NONE;
        };
    }
}
