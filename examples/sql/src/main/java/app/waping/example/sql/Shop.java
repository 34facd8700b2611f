package app.waping.example.sql;

import java.util.Map;

import org.apache.camel.main.Main;

/** The application: the routes and properties of this project, as {@code camel-main} runs them. */
public final class Shop {
    private Shop() {}

    /** The application, not started yet, with some properties that win over those of the file. */
    public static Main create(Map<String, String> properties) {
        Main main = new Main();
        properties.forEach(main::addOverrideProperty);
        return main;
    }

    public static void main(String[] args) throws Exception {
        create(Map.of()).run(args);
    }
}
