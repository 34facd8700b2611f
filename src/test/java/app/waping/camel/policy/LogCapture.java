package app.waping.camel.policy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What one logger and those below it write, from WARN up, while this is open. */
final class LogCapture implements AutoCloseable {
    private final String name;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);

    LogCapture(String name) {
        this.name = name;
        AbstractAppender appender = new AbstractAppender("capture", null, null, false, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                lines.add(event.getMessage().getFormattedMessage());
            }
        };
        appender.start();
        LoggerConfig config = new LoggerConfig(name, Level.WARN, true);
        config.addAppender(appender, Level.WARN, null);
        logging.getConfiguration().addLogger(name, config);
        logging.updateLoggers();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logging.getConfiguration().removeLogger(name);
        logging.updateLoggers();
    }
}
