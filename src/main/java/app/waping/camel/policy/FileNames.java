package app.waping.camel.policy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/**
 * Keeps one dead letter from overwriting another. A file endpoint that is told neither a name nor what to do where the
 * file exists takes the name that the message brought from its own source, and the next one of that name replaces it.
 */
final class FileNames {
    private static final Set<String> SCHEMES = Set.of("file", "ftp", "ftps", "sftp");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private static final int MOST = 80;

    private FileNames() {}

    /**
     * Gives the message a name of its own where it needs one: the time, which keeps the order, the id of the exchange, and
     * what it was called.
     *
     * @return gives the message back the name that it had
     */
    static Runnable unique(Endpoint endpoint, Exchange exchange) {
        String uri = endpoint.getEndpointUri();
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        if (!SCHEMES.contains(scheme) || uri.contains("fileName=") || uri.contains("fileExist=")) {
            return () -> {};
        }
        Object before = exchange.getMessage().getHeader(Exchange.FILE_NAME);
        String known = before == null ? "record.json" : String.valueOf(before).replaceFirst(".*[/\\\\]", "");
        exchange.getMessage()
                .setHeader(
                        Exchange.FILE_NAME,
                        TIME.format(Instant.now()) + "-" + plain(exchange.getExchangeId()) + "-" + plain(known));
        return () -> {
            if (before == null) {
                exchange.getMessage().removeHeader(Exchange.FILE_NAME);
            } else {
                exchange.getMessage().setHeader(Exchange.FILE_NAME, before);
            }
        };
    }

    private static String plain(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]", "-");
        return safe.substring(Math.max(0, safe.length() - MOST));
    }
}
