package app.waping.camel.client;

import java.time.Duration;

/**
 * How long the parts of a call may take.
 *
 * @param connect           until a connection stands, TLS included
 * @param response          from the request's first byte to the answer's last
 * @param connectionRequest until the pool hands out a connection
 */
public record ApiTimeouts(Duration connect, Duration response, Duration connectionRequest) {}
