package app.waping.camel;

import org.apache.camel.spi.Metadata;

/** The header names of the component. */
public final class WapingConstants {
    @Metadata(
            label = "producer",
            description = "The device that sends. Wins over the option deviceId.",
            javaType = "String")
    public static final String DEVICE_ID = "CamelWapingDeviceId";

    @Metadata(
            label = "producer",
            description =
                    "The recipient's number in E.164 form: a plus, the country code, the number. Wins over the option to.",
            javaType = "String")
    public static final String TO = "CamelWapingTo";

    @Metadata(
            label = "producer",
            description = "The type of the message. Wins over the option type.",
            javaType = "String")
    public static final String TYPE = "CamelWapingType";

    @Metadata(
            label = "producer",
            description = "The idempotency key of this message: 1 to 255 visible ASCII characters. Wins over the option"
                    + " idempotencyKey. Remove the header before a second send in the same route.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelWapingIdempotencyKey";

    @Metadata(
            label = "producer",
            description =
                    "How long the message may wait before it is of no use: a java.time.Duration, milliseconds, or text"
                            + " such as 5m. Wins over the option timeToLive.",
            javaType = "java.time.Duration")
    public static final String TIME_TO_LIVE = "CamelWapingTimeToLive";

    @Metadata(
            label = "producer",
            description = "Operation request: the HTTP method. Without it GET where the body is empty, else POST.",
            javaType = "String")
    public static final String METHOD = "CamelWapingMethod";

    @Metadata(
            label = "producer",
            description = "Operation request: the path below baseUrl, such as messages/msg_1. Never another host.",
            javaType = "String")
    public static final String PATH = "CamelWapingPath";

    @Metadata(
            label = "producer",
            description =
                    "Operation control: what to do with the device: status, pause, resume, drain or release. Without it"
                            + " the message body says so.",
            javaType = "String")
    public static final String ACTION = "CamelWapingAction";

    @Metadata(label = "producer", description = "The id that the API gave to the message.", javaType = "String")
    public static final String MESSAGE_ID = "CamelWapingMessageId";

    @Metadata(label = "producer", description = "The API's state of the message, such as queued.", javaType = "String")
    public static final String MESSAGE_STATUS = "CamelWapingMessageStatus";

    @Metadata(label = "producer", description = "The API's or a gateway's id of the request.", javaType = "String")
    public static final String REQUEST_ID = "CamelWapingRequestId";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: the API's code, verbatim. Missing where the answer held none.",
            javaType = "String")
    public static final String ERROR_CODE = "CamelWapingErrorCode";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: the category, such as RATE_LIMITED.",
            javaType = "String")
    public static final String ERROR_CATEGORY = "CamelWapingErrorCategory";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: the HTTP status; 0 without an answer.",
            javaType = "Integer")
    public static final String ERROR_STATUS = "CamelWapingErrorStatus";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: what went wrong, safe to log.",
            javaType = "String")
    public static final String ERROR_MESSAGE = "CamelWapingErrorMessage";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: the answer's body, bounded, with key, numbers and text masked.",
            javaType = "String")
    public static final String ERROR_BODY = "CamelWapingErrorBody";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: the API's or a gateway's id of the request.",
            javaType = "String")
    public static final String ERROR_REQUEST_ID = "CamelWapingErrorRequestId";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: how long the API asks to wait, in milliseconds.",
            javaType = "Long")
    public static final String ERROR_RETRY_AFTER = "CamelWapingErrorRetryAfter";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: how many requests went out for this message.",
            javaType = "Integer")
    public static final String ERROR_ATTEMPTS = "CamelWapingErrorAttempts";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: when it failed first, ISO-8601 in UTC.",
            javaType = "String")
    public static final String ERROR_FIRST_AT = "CamelWapingErrorFirstAt";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: when it failed last, ISO-8601 in UTC.",
            javaType = "String")
    public static final String ERROR_LAST_AT = "CamelWapingErrorLastAt";

    @Metadata(label = "error", description = "Handed on by an error rule: the route it failed in.", javaType = "String")
    public static final String ERROR_ROUTE_ID = "CamelWapingErrorRouteId";

    @Metadata(
            label = "error",
            description = "Handed on by an error rule: what to do, one sentence.",
            javaType = "String")
    public static final String ERROR_REMEDY = "CamelWapingErrorRemedy";

    @Metadata(label = "error", description = "On an alert: raised, ongoing or resolved.", javaType = "String")
    public static final String ALERT_STATE = "CamelWapingAlertState";

    private WapingConstants() {}
}
