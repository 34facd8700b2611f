package app.waping.example.orders;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An order is accepted as soon as it is on the queue. */
@RestController
@RequestMapping("/orders")
class OrderController {
    private final ProducerTemplate camel;
    private final ObjectMapper json;

    OrderController(ProducerTemplate camel, ObjectMapper json) {
        this.camel = camel;
        this.json = json;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void order(@RequestBody Order order) throws JsonProcessingException {
        Map<String, Object> message = Map.of(
                "to", order.phone(), "text", Map.of("body", "Your order " + order.number() + " is confirmed."));
        camel.sendBodyAndHeader("jms:queue:orders", json.writeValueAsString(message), "orderNumber", order.number());
    }

    /** Sends one dead letter again, under its own key: after its cause was mended. */
    @PostMapping("/replay")
    String replay() {
        String record = camel.getCamelContext()
                .createConsumerTemplate()
                .receiveBody("jms:queue:orders.dead", 1000, String.class);
        if (record == null) {
            return "no dead letter\n";
        }
        camel.sendBody("direct:replay", record);
        return "replayed\n";
    }
}
