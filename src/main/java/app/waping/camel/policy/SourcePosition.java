package app.waping.camel.policy;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.URISupport;

/** Tells where in its source a message stood, in words that hold on any host. */
final class SourcePosition {
    private SourcePosition() {}

    /** Such as {@code kafka:orders-2@1042}, {@code jms:ID:7f3a} or {@code file:a.json}; null where the source tells none. */
    static String of(Exchange exchange) {
        Message message = exchange.getIn();
        Object topic = message.getHeader("kafka.TOPIC");
        if (topic != null) {
            return "kafka:" + topic + "-" + message.getHeader("kafka.PARTITION") + "@"
                    + message.getHeader("kafka.OFFSET");
        }
        Object jms = message.getHeader("JMSMessageID");
        if (jms != null) {
            return "jms:" + jms;
        }
        Object sqs = message.getHeader("CamelAwsSqsMessageId");
        if (sqs != null) {
            return "sqs:" + sqs;
        }
        Object file = message.getHeader(Exchange.FILE_NAME);
        return file == null ? null : "file:" + file;
    }

    /** The URI of the endpoint it came from: no user, no password, no options. */
    static String endpoint(Exchange exchange) {
        if (exchange.getFromEndpoint() == null) {
            return null;
        }
        String uri = exchange.getFromEndpoint().getEndpointUri();
        int options = uri.indexOf('?');
        return URISupport.sanitizeUri(options < 0 ? uri : uri.substring(0, options))
                .replaceFirst("//[^/@]*@", "//");
    }
}
