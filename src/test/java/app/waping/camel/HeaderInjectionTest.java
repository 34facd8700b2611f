package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingValidationException;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.StubRequest;
import app.waping.camel.stub.WapingStub;

class HeaderInjectionTest extends ComponentTest {
    /** What a call carries, whatever is on the exchange. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "host",
            "authorization",
            "accept",
            "content-type",
            "content-length",
            "idempotency-key",
            "connection",
            "user-agent",
            "accept-encoding");

    @Test
    void nothingOnTheExchangeChangesHostPathMethodOrHeadersOfTheCall() {
        try (WapingStub other = new WapingStub().start()) {
            Map<String, Object> hostile = new HashMap<>();
            hostile.put(Exchange.HTTP_URI, other.baseUrl() + "/stolen");
            hostile.put("CamelRestHttpUri", other.baseUrl() + "/stolen");
            hostile.put("CamelHttpUrl", other.baseUrl());
            hostile.put("CamelHttpBaseUri", other.baseUrl());
            hostile.put("CamelHttpRawUri", other.baseUrl());
            hostile.put("CamelHttpHost", "127.0.0.1");
            hostile.put("CamelHttpPort", other.port());
            hostile.put("CamelHttpScheme", "http");
            hostile.put(Exchange.HTTP_PATH, "/../../admin");
            hostile.put(Exchange.HTTP_QUERY, "admin=true");
            hostile.put("CamelHttpRawQuery", "admin=true");
            hostile.put(Exchange.HTTP_METHOD, "DELETE");
            hostile.put("CamelRestHttpQuery", "admin=true");
            hostile.put("CamelHttpProtocolVersion", "HTTP/1.0");
            hostile.put("CamelHttpCharacterEncoding", "UTF-16");
            hostile.put("CamelDestinationOverrideUrl", other.baseUrl());
            hostile.put(WapingConstants.PATH, "../admin");
            hostile.put(WapingConstants.METHOD, "DELETE");
            hostile.put("Host", "evil.example.com");
            hostile.put("Authorization", "Bearer stolen");
            hostile.put("authorization", "Basic c3RvbGVu");
            hostile.put("Proxy-Authorization", "Basic c3RvbGVu");
            hostile.put("Idempotency-Key", "stolen");
            hostile.put("Content-Type", "text/plain");
            hostile.put("Content-Encoding", "gzip");
            hostile.put("Content-Length", "1");
            hostile.put("Transfer-Encoding", "chunked");
            hostile.put("Expect", "100-continue");
            hostile.put("Connection", "close");
            hostile.put("Upgrade", "websocket");
            hostile.put("Cookie", "session=stolen");
            hostile.put("X-Forwarded-For", "10.0.0.1");
            hostile.put("X-Anything", "at all");
            hostile.put("X-Http-Method-Override", "DELETE");

            camel.send("waping", TEXT, hostile).succeeded();

            assertThat(other.journal().entries()).isEmpty();
            assertOrdinary(onlyRequest());
        }
    }

    @Test
    void lineBreaksInAnyHeaderOfTheUserReachNoWire() {
        camel.send("waping", TEXT, Map.of("X-Anything", "a\r\nX-Injected: 1", "name\r\nX-Injected", "1"))
                .succeeded();

        assertOrdinary(onlyRequest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WapingConstants.DEVICE_ID,
                WapingConstants.TO,
                WapingConstants.TYPE,
                WapingConstants.IDEMPOTENCY_KEY,
                WapingConstants.TIME_TO_LIVE
            })
    void lineBreaksInOurOwnHeadersAreRefused(String header) {
        camel.send("waping", TEXT, header, "dev_123\r\nX-Injected: 1")
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);

        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {WapingConstants.METHOD, WapingConstants.PATH, WapingConstants.IDEMPOTENCY_KEY})
    void lineBreaksInTheHeadersOfARequestAreRefused(String header) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(WapingConstants.METHOD, "POST");
        headers.put(WapingConstants.PATH, "contacts");
        headers.put(header, "POST HTTP/1.1\r\nX-Injected: 1");

        camel.send("waping:request", Map.of("a", 1), headers)
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);
        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../admin",
                "/../admin",
                "a/../../admin",
                "a/..",
                "./a",
                "a/.",
                ".",
                "%2e%2e/admin",
                "%2E%2E/admin",
                ".%2e/admin",
                "%2e./admin",
                "%252e%252e/admin",
                "%25252e%25252e/admin",
                "%2525252e%2525252e/admin",
                "..%2fadmin",
                "..%2Fadmin",
                "%2e%2e%2fadmin",
                "..%5cadmin",
                "..%255cadmin",
                "..%252fadmin",
                "a%252f..%252fadmin",
                "..\\admin",
                "..;/admin",
                "..;x=1/admin",
                "a;/../admin",
                "..%3b/admin",
                "..%3B/admin",
                "..%253b/admin",
                "%c0%ae%c0%ae/admin",
                "%e0%80%ae%e0%80%ae/admin",
                "%uff0e%uff0e/admin",
                "\uff0e\uff0e/admin",
                "%ef%bc%8e%ef%bc%8e/admin",
                "..%ef%bc%8fadmin",
                "%e2%80%a5/admin",
                "..\u2215admin",
                "..%00/admin",
                "..%0d%0aX-Injected:1",
                "a//b",
                "//evil.example.com/admin",
                "///evil.example.com/admin",
                "/\\evil.example.com",
                "\\\\evil.example.com",
                "http://evil.example.com/admin",
                "https://evil.example.com",
                "HTTP://evil.example.com",
                "http:/evil.example.com",
                "http:evil",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "?",
                "#",
                "a#b",
                "a b",
                "a\tb",
                "a%zz",
                "a%",
                "a%2",
                "a{b}",
                "a|b",
                "a^b",
                "a`b",
                "a\"b",
                "a<b>",
                "a[b]",
                "{{env:HOME}}",
                "${header.x}",
                "m\u00e9ssages",
                " messages",
                "messages "
            })
    void aPathThatCouldLeaveTheApiIsRefused(String path) {
        camel.send("waping:request", null, WapingConstants.PATH, path)
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);

        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contacts",
                "/contacts",
                "contacts/",
                "contacts/a.b",
                "contacts/...",
                "contacts/.hidden",
                "contacts/a%20b",
                "contacts/%e2%82%ac",
                "contacts/@me",
                "contacts/a;v=1",
                "contacts?next=../x&url=https://example.com/a%2Fb",
                "contacts/~me/a-b_c!$&'()*+,;=:@"
            })
    void aPathBelowTheApiIsSentAsItIs(String path) {
        stub.when(request -> true).always(StubAnswer.json(200, "{}"));

        camel.send("waping:request", null, WapingConstants.PATH, path).succeeded();

        assertThat(onlyRequest().request().target())
                .isEqualTo("/v1/" + (path.startsWith("/") ? path.substring(1) : path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "OPTIONS", "GET ", "GET /x", "", "\u00e9", "PURGE"})
    void aMethodThatIsNotOnTheListIsRefused(String method) {
        Map<String, Object> headers =
                Map.of(WapingConstants.PATH, "contacts", WapingConstants.METHOD, method.isEmpty() ? "-" : method);

        camel.send("waping:request", null, headers)
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);
        assertNothingSent();
    }

    @Test
    void headersOfTheAnswerStayOffTheExchange() {
        stub.next(StubAnswer.json(202, "{\"id\":\"msg_1\",\"status\":\"queued\"}")
                .withHeader("Set-Cookie", "session=1")
                .withHeader("Location", "https://evil.example.com")
                .withHeader("CamelHttpUri", "https://evil.example.com")
                .withHeader("CamelFileName", "../../etc/passwd")
                .withHeader("CamelExecCommandExecutable", "sh")
                .withHeader("X-Anything", "at all")
                .withHeader("Retry-After", "5"));

        Exchange exchange = camel.send("waping", TEXT, Map.of("own", "kept")).succeeded();

        assertThat(exchange.getMessage().getHeaders())
                .containsOnlyKeys(
                        "own", WapingConstants.MESSAGE_ID, WapingConstants.MESSAGE_STATUS, WapingConstants.REQUEST_ID);
    }

    @Test
    void headersOfAnErrorStayOffTheExchange() {
        stub.next(
                StubAnswer.error(400, "VALIDATION_ERROR", "no").withHeader("CamelHttpUri", "https://evil.example.com"));

        Exchange exchange = camel.send("waping", TEXT, Map.of("own", "kept")).exchange();

        assertThat(exchange.getException()).isInstanceOf(WapingValidationException.class);
        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys("own");
    }

    private static void assertOrdinary(JournalEntry entry) {
        StubRequest request = entry.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/messages");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + TestTexts.API_KEY);
        assertThat(request.header("Host")).startsWith("127.0.0.1:");
        assertThat(request.header("Idempotency-Key")).hasSize(36);
        assertThat(request.header("Content-Type")).startsWith("application/json");
        assertThat(request.header("Connection")).isNotEqualTo("close");
        assertThat(request.headers()).extracting(Map.Entry::getKey).doesNotHaveDuplicates();
        assertThat(request.headers().stream()
                        .map(header -> header.getKey().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .isSubsetOf(OWN_HEADERS);
        assertThat(entry.text()).isEqualTo(TEXT);
    }
}
