package app.waping.camel.policy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.spi.ProducerCache;
import org.apache.camel.support.cache.DefaultProducerCache;
import org.apache.camel.support.service.ServiceHelper;

/** Sends exchanges to endpoints named by rules, one way: nobody waits for an answer to a dead letter. Thread-safe. */
final class Sender {
    private final CamelContext context;
    private ProducerCache producers;

    Sender(CamelContext context) {
        this.context = context;
    }

    /** Sends an exchange as it is. A failure stands on the exchange when the callback is called. */
    boolean send(String uri, Exchange exchange, AsyncCallback callback) {
        ExchangePattern pattern = exchange.getPattern();
        AtomicBoolean taken = new AtomicBoolean();
        AtomicReference<Runnable> oldName = new AtomicReference<>(() -> {});
        AsyncCallback restored = doneSync -> {
            exchange.setPattern(pattern);
            oldName.get().run();
            if (!taken.get() && exchange.getException() == null) {
                // Camel drops what it cannot send any more, without a word on the exchange.
                exchange.setException(new IllegalStateException("The application has stopped; nothing was handed on"));
            }
            callback.done(doneSync);
        };
        try {
            Endpoint endpoint = context.getEndpoint(uri);
            exchange.setPattern(ExchangePattern.InOnly);
            oldName.set(FileNames.unique(endpoint, exchange));
            return producers().doInAsyncProducer(endpoint, exchange, restored, (producer, sent, done) -> {
                // While the context stops, Camel starts nothing by itself.
                ServiceHelper.startService(endpoint, producer);
                taken.set(true);
                return producer.process(sent, done);
            });
        } catch (Exception e) {
            exchange.setException(e);
            restored.done(true);
            return true;
        }
    }

    /** Sends a new exchange under a unit of work of its own, on this thread. */
    void send(String uri, Exchange exchange) {
        try {
            producers().send(context.getEndpoint(uri), exchange, null);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    private synchronized ProducerCache producers() throws Exception {
        if (producers == null || ServiceHelper.isStopped(producers)) {
            producers = new DefaultProducerCache(this, context, 0);
            context.addService(producers, true, true);
            ServiceHelper.startService(producers);
        }
        return producers;
    }
}
