package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import app.waping.camel.WapingComponent;
import app.waping.camel.WapingConstants;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** The error rules in a route whose transaction is Spring's. */
class TransactedRouteTest {
    private static final String ROUTE =
            """
            - route:
                id: send
                routeConfigurationId: waping
                from:
                  id: from-send
                  uri: direct
                  parameters: {name: send}
                  steps:
                    - transacted: {id: tx, ref: required}
                    - to: {id: to-waping, uri: waping, parameters: {deviceId: dev_123}}
            """;

    @RegisterExtension
    static final WapingStubExtension STUB = new WapingStubExtension();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Transactions transactions = new Transactions();

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("required", new SpringTransactionPolicy(transactions));
        context.getPropertiesComponent().addInitialProperty("waping.errors.dead-letter", "mock:dead");
        var options = context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(STUB.stub().baseUrl());
        options.setApiKey(WapingStub.API_KEY);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.yaml", ROUTE));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send() {
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getIn().setBody("x");
            exchange.getIn().setHeader(WapingConstants.TO, "+15550001111");
        });
    }

    @Test
    void aDeadLetterIsPartOfTheTransactionAndCommitsIt() throws Exception {
        STUB.stub().next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));

        assertThat(send().getException()).isNull();

        assertThat(transactions.commits).hasValue(1);
        assertThat(transactions.rollbacks).hasValue(0);
        assertThat(context.getEndpoint("mock:dead", org.apache.camel.component.mock.MockEndpoint.class)
                        .getReceivedCounter())
                .isEqualTo(1);
    }

    /** Counts what became of transactions. */
    private static final class Transactions extends AbstractPlatformTransactionManager {
        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger rollbacks = new AtomicInteger();

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            commits.incrementAndGet();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            rollbacks.incrementAndGet();
        }
    }
}
