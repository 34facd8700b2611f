package app.waping.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.ObjectHelper;

import com.fasterxml.jackson.databind.JsonNode;

import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.TranslatorSettings;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * One step behind a plain {@code http:} or {@code https:} call of the API: throws the same typed exceptions as
 * {@code waping:} does, and lets a success pass untouched.
 *
 * <p>Behind a call with {@code throwExceptionOnFailure=false} it looks at the answer on the message. In a
 * {@code doCatch} it looks at the {@link HttpOperationFailedException} or {@link IOException} that was caught. To have the
 * call itself redelivered, put call and translator into a route of their own with {@code noErrorHandler}. Thread-safe.
 */
public class WapingErrorTranslator implements Processor {
    private static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofSeconds(30);

    private volatile ErrorTranslator translator = new ErrorTranslator(TranslatorSettings.defaults());
    private Duration maxRetryAfter = DEFAULT_MAX_RETRY_AFTER;

    /** Adopts new API codes: {@code CODE=CATEGORY}, separated by commas. */
    public void setCodeCategories(String codeCategories) {
        translator = new ErrorTranslator(
                TranslatorSettings.defaults().withCodeCategories(CodeCategories.parse(codeCategories)));
    }

    /** The longest wait before a redelivery, 30 seconds by default. */
    public void setMaxRetryAfter(Duration maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        WapingException failure = caught(exchange);
        if (failure == null) {
            failure = answered(exchange.getMessage());
        }
        if (failure != null) {
            Failures.setRedeliveryDelay(exchange, failure, maxRetryAfter.toMillis());
            throw failure;
        }
    }

    private WapingException caught(Exchange exchange) {
        Throwable thrown = exchange.getException();
        // What was caught at an earlier endpoint is somebody else's affair.
        if (thrown == null
                && Objects.equals(
                        exchange.getProperty(Exchange.FAILURE_ENDPOINT), exchange.getProperty(Exchange.TO_ENDPOINT))) {
            thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        HttpOperationFailedException failed = ObjectHelper.getException(HttpOperationFailedException.class, thrown);
        if (failed != null) {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            if (failed.getResponseHeaders() != null) {
                failed.getResponseHeaders()
                        .forEach((name, value) -> headers.add(Map.entry(name, value == null ? "" : value)));
            }
            byte[] body = failed.getResponseBody() == null
                    ? null
                    : failed.getResponseBody().getBytes(StandardCharsets.UTF_8);
            return translator.translate(
                    new HttpAnswer(failed.getStatusCode(), withoutEncoding(headers), body, true), CallFacts.none());
        }
        if (thrown instanceof IOException) {
            return WapingException.of(
                    WapingErrorCategory.TRANSPORT,
                    WapingError.local(
                            "no whole answer arrived (" + thrown.getClass().getSimpleName() + ")", null, null),
                    thrown);
        }
        return null;
    }

    private WapingException answered(Message message) throws NoTypeConversionAvailableException, IOException {
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            return null;
        }
        byte[] body = body(message);
        HttpAnswer answer = new HttpAnswer(status, withoutEncoding(headers(message)), body, true);
        return status / 100 != 2 || isError(body) ? translator.translate(answer, CallFacts.none()) : null;
    }

    private static boolean isError(byte[] body) {
        try {
            JsonNode json = JsonCodec.read(body);
            return json != null && json.path("error").path("code").isTextual();
        } catch (IOException e) {
            return false;
        }
    }

    /** The body's bytes; what can be read only once is put back. */
    private static byte[] body(Message message) throws NoTypeConversionAvailableException, IOException {
        Object body = message.getBody();
        if (body == null) {
            return new byte[0];
        }
        byte[] bytes = ExchangeHelper.convertToMandatoryType(message.getExchange(), byte[].class, body);
        if (body instanceof StreamCache cache) {
            cache.reset();
        } else if (body instanceof InputStream) {
            message.setBody(bytes);
        }
        return bytes;
    }

    private static List<Map.Entry<String, String>> headers(Message message) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        message.getHeaders().forEach((name, value) -> {
            if (value instanceof Iterable<?> values) {
                values.forEach(one -> headers.add(Map.entry(name, String.valueOf(one))));
            } else if (value != null && !name.startsWith("Camel")) {
                headers.add(Map.entry(name, value.toString()));
            }
        });
        return headers;
    }

    /** The http component has decompressed the body already, whatever the header still says. */
    private static List<Map.Entry<String, String>> withoutEncoding(List<Map.Entry<String, String>> headers) {
        headers.removeIf(header -> "Content-Encoding".equalsIgnoreCase(header.getKey()));
        return headers;
    }
}
