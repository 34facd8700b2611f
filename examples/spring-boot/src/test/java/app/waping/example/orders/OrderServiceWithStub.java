package app.waping.example.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

import app.waping.camel.stub.WapingStub;

/** The order service with a WAPing API on this machine. */
class OrderServiceWithStub {
    public static void main(String[] args) {
        SpringApplication.from(OrderService::main).with(Stub.class).run(args);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Stub {
        @Bean
        WapingStub wapingStub() {
            return new WapingStub().start();
        }

        @Bean
        DynamicPropertyRegistrar wapingProperties(WapingStub stub) {
            return registry -> {
                registry.add("WAPING_BASE_URL", stub::baseUrl);
                registry.add("WAPING_API_KEY", () -> WapingStub.API_KEY);
                registry.add("WAPING_DEVICE_ID", () -> WapingStub.DEVICE);
            };
        }
    }
}
