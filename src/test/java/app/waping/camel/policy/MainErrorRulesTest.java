package app.waping.camel.policy;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** An application of camel-main: component options, rules and a YAML route, all by properties. */
class MainErrorRulesTest extends ErrorRulesDoor {
    private Main main;

    @Override
    CamelContext start(Map<String, String> properties) throws Exception {
        main = new Main();
        properties.forEach(main::addInitialProperty);
        main.configure().withRoutesIncludePattern("classpath:doors/send.camel.yaml");
        main.start();
        return main.getCamelContext();
    }

    @Override
    void end() {
        main.stop();
    }
}
