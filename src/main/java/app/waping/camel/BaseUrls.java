package app.waping.camel;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks the option baseUrl. */
final class BaseUrls {
    private static final int MAX_PORT = 65_535;

    private BaseUrls() {}

    /**
     * The base URL as a URI.
     *
     * @throws IllegalArgumentException if it is not an http or https address with a host and nothing behind its path
     */
    static URI parse(String baseUrl) {
        URI uri;
        try {
            uri = new URI(baseUrl == null ? "" : baseUrl.trim());
        } catch (URISyntaxException e) {
            throw invalid(baseUrl);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http
                || uri.getHost() == null
                || uri.getPort() > MAX_PORT
                || uri.getRawPath().contains("//")
                || uri.getUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw invalid(baseUrl);
        }
        return uri;
    }

    private static boolean mayHoldSecrets(String baseUrl) {
        return baseUrl != null && (baseUrl.indexOf('@') >= 0 || baseUrl.indexOf('?') >= 0);
    }

    private static IllegalArgumentException invalid(String baseUrl) {
        return new IllegalArgumentException(
                "Option baseUrl" + (mayHoldSecrets(baseUrl) ? "" : "=" + baseUrl)
                        + " must be an address such as https://api.waping.app/v1: http or https, a host, and a path without query");
    }
}
