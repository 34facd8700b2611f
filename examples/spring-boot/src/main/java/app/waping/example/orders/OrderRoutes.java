package app.waping.example.orders;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
class OrderRoutes extends RouteBuilder {
    /** An order leaves its queue when it was sent or dead-lettered, not before. */
    @Bean
    static JmsComponent jms(ConnectionFactory connectionFactory) {
        return JmsComponent.jmsComponentTransacted(connectionFactory);
    }

    @Override
    public void configure() {
        from("jms:queue:orders")
                .routeId("orders")
                .routeConfigurationId("waping")
                .to("waping:messages")
                .log("Order ${header.orderNumber}: ${header.CamelWapingMessageStatus} as ${header.CamelWapingMessageId}");

        from("direct:replay").routeId("replay").routeConfigurationId("waping").to("waping:replay");
    }
}
