package app.waping.example.crash;

/**
 * One business message.
 *
 * @param number its number over all, which orders the messages of a recipient
 */
record Message(int number) {
    static final int DEVICES = 4;
    private static final int RECIPIENTS = 20;

    static String device(int index) {
        return "dev_" + index;
    }

    String id() {
        return "m-" + number;
    }

    String deviceId() {
        return device(number % RECIPIENTS % DEVICES);
    }

    String payload() {
        return "{\"deviceId\":\"" + deviceId() + "\",\"to\":\"+1555000" + (1000 + number % RECIPIENTS)
                + "\",\"type\":\"text\",\"text\":{\"body\":\"" + id() + "\"}}";
    }

    /** The number of the message with that id. */
    static int number(String id) {
        return Integer.parseInt(id.substring(2));
    }

    /** Whether the API refuses it until somebody has mended something. */
    static boolean refused(String id) {
        return number(id) % 40 == 7;
    }
}
