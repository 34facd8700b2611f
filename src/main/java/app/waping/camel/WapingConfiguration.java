package app.waping.camel;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** The options of component and endpoint; an endpoint starts from a copy of its component's. */
@UriParams
public class WapingConfiguration implements Cloneable {
    @UriPath(
            defaultValue = "messages",
            description =
                    "What to do: messages sends a message, devices reads the devices, request calls any other path of the"
                            + " API, replay sends a dead-letter record again, control pauses and resumes a device, events receives"
                            + " webhook events (not supported yet).")
    private String operation = "messages";

    @UriParam(
            label = "common",
            defaultValue = "https://api.waping.app/v1",
            description = "The address of the API, with its version path.")
    private String baseUrl = "https://api.waping.app/v1";

    @UriParam(
            label = "security",
            secret = true,
            description = "The API key, sent as Bearer credential. Keep it out of routes: {{env:WAPING_API_KEY}}.")
    private String apiKey;

    @UriParam(
            label = "producer",
            description =
                    "The device that sends. The header CamelWapingDeviceId, or the payload's own deviceId, " + "wins.")
    private String deviceId;

    @UriParam(
            label = "producer",
            description =
                    "The recipient's number in E.164 form: a plus, the country code, the number; a leading blank is"
                            + " read as the plus. The header CamelWapingTo, or the payload's own to, wins.")
    private String to;

    @UriParam(
            label = "producer",
            defaultValue = "text",
            description = "The type of the message where the payload names none.")
    private String type = "text";

    @UriParam(
            label = "producer",
            description = "Simple expression for the idempotency key, evaluated once per logical message, such as "
                    + "${header.orderId}. Its value must be 1 to 255 visible ASCII characters. Without it a "
                    + "random key is made once and kept over redeliveries.")
    private String idempotencyKey;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether a recipient that is not in E.164 form is refused here as VALIDATION_ERROR, "
                    + "without sending it.")
    private boolean validateRecipient = true;

    @UriParam(
            label = "producer,advanced",
            description = "Name of the camel-http component whose TLS, proxy, pool and client configurer are used. "
                    + "By default http or https, as baseUrl says.")
    private String httpComponent;

    @UriParam(
            label = "producer",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long until a connection to the API must stand.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "producer",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long the whole answer may take, from the request to the answer's last byte.")
    private long responseTimeout = 30_000;

    @UriParam(
            label = "producer",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long to wait for a free connection of the pool.")
    private long connectionRequestTimeout = 5_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "5242880",
            description = "The largest payload in bytes; a larger one is refused here as VALIDATION_ERROR.")
    private int maxRequestBody = 5 * 1024 * 1024;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "65536",
            description = "How many bytes of an error's body are read and kept.")
    private int maxResponseBody = 64 * 1024;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "1048576",
            description = "How many bytes a successful answer may have.")
    private int maxAnswerBody = 1024 * 1024;

    @UriParam(
            label = "producer",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "The longest wait that is held in memory. While the API asks for more, messages are "
                    + "refused at once as RATE_LIMITED with the remaining wait.")
    private long maxRetryAfter = 30_000;

    @UriParam(
            label = "producer,advanced",
            description = "Adopts new API codes without a release: CODE=CATEGORY, separated by commas, such as "
                    + "QUOTA_EXCEEDED=FORBIDDEN.")
    private String codeCategories;

    @UriParam(
            label = "producer,advanced",
            description = "The answer's headers that may hold the request id, first wins, separated by commas. By "
                    + "default the usual ones of APIs and gateways.")
    private String requestIdHeaders;

    @UriParam(label = "producer", defaultValue = "8", description = "How many requests of one device may be in flight.")
    private int maxInFlight = 8;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether a recipient gets one message at a time, in arrival order, retries included.")
    private boolean ordered = true;

    @UriParam(
            label = "producer",
            defaultValue = "10000",
            description = "How many messages of one device may wait in memory; one more is refused as RATE_LIMITED.")
    private int maxWaiting = 10_000;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "How long a message may wait before it is of no use: it is then not sent and fails as "
                    + "EXPIRED. The header CamelWapingTimeToLive wins. By default it waits as long as it takes.")
    private long timeToLive;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether the messages of a device share one gate that paces, orders and holds them. "
                    + "Without it each exchange is for itself.")
    private boolean pacing = true;

    /** A copy that can be changed without changing this one. */
    public WapingConfiguration copy() {
        try {
            return (WapingConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Names what is called, never the credential or the recipient. */
    @Override
    public String toString() {
        return "WapingConfiguration[" + operation + "]";
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** The address of the API, with its version path. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getApiKey() {
        return apiKey;
    }

    /** The API key, sent as Bearer credential. Keep it out of routes: <code>{{env:WAPING_API_KEY}}</code>. */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getDeviceId() {
        return deviceId;
    }

    /** The device that sends. The header CamelWapingDeviceId, or the payload's own deviceId, wins. */
    public void setDeviceId(String deviceId) {
        this.deviceId = deviceId;
    }

    public String getTo() {
        return to;
    }

    /**
     * The recipient's number in E.164 form, such as +15551234567; a leading blank is read as +. The header
     * CamelWapingTo, or the payload's own to, wins.
     */
    public void setTo(String to) {
        this.to = to;
    }

    public String getType() {
        return type;
    }

    /** The type of the message where the payload names none. */
    public void setType(String type) {
        this.type = type;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    /**
     * Simple expression for the idempotency key, evaluated once per logical message, such as ${header.orderId}. Its
     * value must be 1 to 255 visible ASCII characters. Without it a random key is made once and kept over
     * redeliveries.
     */
    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public boolean isValidateRecipient() {
        return validateRecipient;
    }

    /** Whether a recipient that is not in E.164 form is refused here as VALIDATION_ERROR, without sending it. */
    public void setValidateRecipient(boolean validateRecipient) {
        this.validateRecipient = validateRecipient;
    }

    public String getHttpComponent() {
        return httpComponent;
    }

    /**
     * Name of the camel-http component whose TLS, proxy, pool and client configurer are used. By default http or
     * https, as baseUrl says.
     */
    public void setHttpComponent(String httpComponent) {
        this.httpComponent = httpComponent;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long until a connection to the API must stand. In milliseconds. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    /** How long the whole answer may take, from the request to the answer's last byte. In milliseconds. */
    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getConnectionRequestTimeout() {
        return connectionRequestTimeout;
    }

    /** How long to wait for a free connection of the pool. In milliseconds. */
    public void setConnectionRequestTimeout(long connectionRequestTimeout) {
        this.connectionRequestTimeout = connectionRequestTimeout;
    }

    public int getMaxRequestBody() {
        return maxRequestBody;
    }

    /** The largest payload in bytes; a larger one is refused here as VALIDATION_ERROR. */
    public void setMaxRequestBody(int maxRequestBody) {
        this.maxRequestBody = maxRequestBody;
    }

    public int getMaxResponseBody() {
        return maxResponseBody;
    }

    /** How many bytes of an error's body are read and kept. */
    public void setMaxResponseBody(int maxResponseBody) {
        this.maxResponseBody = maxResponseBody;
    }

    public int getMaxAnswerBody() {
        return maxAnswerBody;
    }

    /** How many bytes a successful answer may have. */
    public void setMaxAnswerBody(int maxAnswerBody) {
        this.maxAnswerBody = maxAnswerBody;
    }

    public long getMaxRetryAfter() {
        return maxRetryAfter;
    }

    /**
     * The longest wait that is held in memory. While the API asks for more, messages are refused at once as
     * RATE_LIMITED with the remaining wait. In milliseconds.
     */
    public void setMaxRetryAfter(long maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public String getCodeCategories() {
        return codeCategories;
    }

    /**
     * Adopts new API codes without a release: CODE=CATEGORY, separated by commas, such as QUOTA_EXCEEDED=FORBIDDEN.
     */
    public void setCodeCategories(String codeCategories) {
        this.codeCategories = codeCategories;
    }

    public String getRequestIdHeaders() {
        return requestIdHeaders;
    }

    /**
     * The answer's headers that may hold the request id, first wins, separated by commas. By default the usual ones of
     * APIs and gateways.
     */
    public void setRequestIdHeaders(String requestIdHeaders) {
        this.requestIdHeaders = requestIdHeaders;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /** How many requests of one device may be in flight. */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public boolean isOrdered() {
        return ordered;
    }

    /** Whether a recipient gets one message at a time, in arrival order, retries included. */
    public void setOrdered(boolean ordered) {
        this.ordered = ordered;
    }

    public int getMaxWaiting() {
        return maxWaiting;
    }

    /** How many messages of one device may wait in memory; one more is refused as RATE_LIMITED. */
    public void setMaxWaiting(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    public long getTimeToLive() {
        return timeToLive;
    }

    /**
     * How long a message may wait before it is of no use: it is then not sent and fails as EXPIRED. The header
     * CamelWapingTimeToLive wins. By default it waits as long as it takes. In milliseconds.
     */
    public void setTimeToLive(long timeToLive) {
        this.timeToLive = timeToLive;
    }

    public boolean isPacing() {
        return pacing;
    }

    /**
     * Whether the messages of a device share one gate that paces, orders and holds them. Without it each exchange is
     * for itself.
     */
    public void setPacing(boolean pacing) {
        this.pacing = pacing;
    }
}
