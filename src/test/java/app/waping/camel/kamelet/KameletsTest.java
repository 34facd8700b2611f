package app.waping.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.waping.camel.WapingComponent;
import app.waping.camel.error.WapingForbiddenException;
import app.waping.camel.error.WapingUnauthorizedException;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** The Kamelets of the jar, in real routes and Pipes, against a WAPing API. */
@ExtendWith(WapingStubExtension.class)
class KameletsTest {
    private WapingStub stub;
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void startWithKeyAndAddressOnTheComponentAlone() {
        context = new DefaultCamelContext();
        WapingComponent component = context.getComponent("waping", WapingComponent.class);
        component.getConfiguration().setBaseUrl(stub.baseUrl());
        component.getConfiguration().setApiKey(stub.apiKey());
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theSinkSendsTheBodyToTheRecipientOfItsFields() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-send-sink
                            parameters:
                              deviceId: dev_123
                              to: "+15551234567"
                """);

        template.sendBody("direct:in", "hello");

        assertThat(sent())
                .extracting(JournalEntry::deviceId, JournalEntry::to, JournalEntry::text)
                .containsExactly(tuple("dev_123", "+15551234567", "hello"));
    }

    @Test
    void theActionHandsOnTheAnswer() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-send-action
                            parameters:
                              deviceId: dev_123
                              to: "+15551234567"
                        - setBody:
                            simple: "${body[status]} ${header.CamelWapingMessageId}"
                """);

        assertThat(template.requestBody("direct:in", "hello", String.class)).startsWith("queued msg_");
    }

    @Test
    void headersWinOverTheFields() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-send-sink
                            parameters:
                              deviceId: dev_123
                              to: "+15551234567"
                """);

        template.sendBodyAndHeader("direct:in", "hello", "CamelWapingTo", "+15557654321");

        assertThat(sent()).extracting(JournalEntry::to).containsExactly("+15557654321");
    }

    @Test
    void theKeyFieldTakesAnExpression() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-send-sink
                            parameters:
                              deviceId: dev_123
                              to: "+15551234567"
                              idempotencyKey: "order-${header.orderId}"
                """);

        template.sendBodyAndHeader("direct:in", "hello", "orderId", 17);

        assertThat(sent()).extracting(JournalEntry::idempotencyKey).containsExactly("order-17");
    }

    @Test
    void anApiKeyOfTheStepWinsOverThatOfTheComponent() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-send-sink
                            parameters:
                              deviceId: dev_123
                              to: "+15551234567"
                              apiKey: RAW(wrong+key&x=%20)
                """);

        assertThatThrownBy(() -> template.sendBody("direct:in", "hello"))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(WapingUnauthorizedException.class);
        assertThat(stub.journal().entries().get(0).request().bearer()).isEqualTo("wrong+key&x=%20");
    }

    @Test
    void theDevicesActionListsTheDevices() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-devices-action
                """);

        assertThat(String.valueOf(template.requestBody("direct:in", (Object) null)))
                .contains(WapingStub.DEVICE);
    }

    @Test
    void theDevicesActionShowsOneDevice() throws Exception {
        stub.device("dev_9").disconnect();
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-devices-action
                            parameters:
                              deviceId: dev_9
                """);

        assertThat(template.requestBody("direct:in", (Object) null))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("id", "dev_9")
                .containsEntry("status", "disconnected");
    }

    @Test
    void aPipeSendsThroughTheSink() throws Exception {
        loadNamed(
                "notify.yaml",
                """
                apiVersion: camel.apache.org/v1
                kind: Pipe
                metadata:
                  name: notify
                spec:
                  source:
                    uri: direct:pipe
                  sink:
                    ref:
                      apiVersion: camel.apache.org/v1
                      kind: Kamelet
                      name: waping-send-sink
                    properties:
                      deviceId: dev_123
                      to: "+15551234567"
                """);

        template.sendBody("direct:pipe", "from a pipe");

        assertThat(sent()).extracting(JournalEntry::text).containsExactly("from a pipe");
    }

    @Test
    void aPipeWithTheActionHandsTheAnswerToItsSink() throws Exception {
        loadNamed(
                "notify.yaml",
                """
                apiVersion: camel.apache.org/v1
                kind: Pipe
                metadata:
                  name: notify
                spec:
                  source:
                    uri: direct:pipe
                  steps:
                    - ref:
                        apiVersion: camel.apache.org/v1
                        kind: Kamelet
                        name: waping-send-action
                      properties:
                        deviceId: dev_123
                        to: "+15551234567"
                  sink:
                    uri: mock:after
                """);

        template.sendBody("direct:pipe", "from a pipe");

        MockEndpoint after = context.getEndpoint("mock:after", MockEndpoint.class);
        assertThat(after.getExchanges()).hasSize(1);
        assertThat(after.getExchanges().get(0).getMessage().getHeader("CamelWapingMessageStatus"))
                .isEqualTo("queued");
    }

    @Test
    void theErrorActionHandsOnAndAlertsFromOnException() throws Exception {
        stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "no such number"));
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:waping-send-sink
                            parameters:
                              deviceId: dev_123
                              to: "+15551234567"
                    routeConfigurationId: mine
                - routeConfiguration:
                    id: mine
                    onException:
                      - onException:
                          exception:
                            - app.waping.camel.error.WapingException
                          handled:
                            constant: "true"
                          steps:
                            - to:
                                uri: kamelet:waping-error-action
                                parameters:
                                  deadLetter: mock:dead
                                  alert: mock:alert
                """);

        template.sendBody("direct:in", "hello");

        Message dead = only("mock:dead");
        assertThat(dead.getHeader("CamelWapingErrorCode")).isEqualTo("RECIPIENT_NOT_ON_WHATSAPP");
        assertThat(dead.getBody(String.class)).contains("\"code\"", "\"payload\"", "hello");
        assertThat(only("mock:alert").getBody(String.class)).doesNotContain("hello");
    }

    @Test
    void theErrorActionWorksInACatch() throws Exception {
        stub.next(StubAnswer.error(403, "FORBIDDEN", "plan"));
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - doTry:
                            steps:
                              - to:
                                  uri: kamelet:waping-send-action
                                  parameters:
                                    deviceId: dev_123
                                    to: "+15551234567"
                            doCatch:
                              - exception:
                                  - app.waping.camel.error.WapingException
                                steps:
                                  - to:
                                      uri: kamelet:waping-error-action
                                      parameters:
                                        deadLetter: mock:dead
                                        record: original
                        - to: mock:after
                """);

        template.sendBody("direct:in", "hello");

        assertThat(only("mock:dead").getBody(String.class)).isEqualTo("hello");
        assertThat(only("mock:after").getHeader("CamelWapingErrorCategory")).hasToString("FORBIDDEN");
    }

    @Test
    void theErrorActionTakesItsEndpointsFromTheProperties() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("waping.errors.dead-letter", "mock:general");
        stub.next(StubAnswer.error(403, "FORBIDDEN", "plan"));
        load(catching("kamelet:waping-error-action"));

        template.sendBody("direct:in", "hello");

        assertThat(only("mock:general").getHeader("CamelWapingErrorCode")).isEqualTo("FORBIDDEN");
    }

    @Test
    void theErrorActionFailsTheMessageAgainWhereThereIsNowhereToHandItOnTo() throws Exception {
        stub.next(StubAnswer.error(403, "FORBIDDEN", "plan"));
        load(catching("kamelet:waping-error-action"));

        assertThatThrownBy(() -> template.sendBody("direct:in", "hello"))
                .hasCauseInstanceOf(WapingForbiddenException.class);
    }

    @Test
    void theErrorActionLetsNoFailureOfSomethingElseVanish() throws Exception {
        load(
                """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - doTry:
                            steps:
                              - throwException:
                                  exceptionType: java.io.IOException
                                  message: the disk
                            doCatch:
                              - exception:
                                  - java.lang.Exception
                                steps:
                                  - to:
                                      uri: kamelet:waping-error-action
                                      parameters:
                                        deadLetter: mock:dead
                """);

        assertThatThrownBy(() -> template.sendBody("direct:in", "hello")).hasCauseInstanceOf(IOException.class);
        assertThat(mock("mock:dead").getExchanges()).isEmpty();
    }

    private static String catching(String uri) {
        return """
                - route:
                    id: r
                    from:
                      uri: direct:in
                      steps:
                        - doTry:
                            steps:
                              - to:
                                  uri: kamelet:waping-send-action
                                  parameters:
                                    deviceId: dev_123
                                    to: "+15551234567"
                            doCatch:
                              - exception:
                                  - app.waping.camel.error.WapingException
                                steps:
                                  - to:
                                      uri: %s
                """
                .formatted(uri);
    }

    private MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    private Message only(String uri) throws InterruptedException {
        MockEndpoint mock = mock(uri);
        mock.expectedMessageCount(1);
        mock.assertIsSatisfied(5000);
        return mock.getExchanges().get(0).getMessage();
    }

    private List<JournalEntry> sent() {
        return stub.journal().accepted();
    }

    private void load(String yaml) throws Exception {
        loadNamed("routes.yaml", yaml);
    }

    private void loadNamed(String name, String yaml) throws Exception {
        Resource resource = ResourceHelper.fromString(name, yaml);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }
}
