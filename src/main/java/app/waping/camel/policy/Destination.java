package app.waping.camel.policy;

/**
 * Where a rule sends to: an endpoint of its own, the policy's general one, or nowhere. Immutable.
 *
 * @param uri the endpoint; null for the general one and for nowhere
 */
record Destination(Kind kind, String uri) {
    enum Kind {
        NOWHERE,
        GENERAL,
        OWN
    }

    static final Destination NOWHERE = new Destination(Kind.NOWHERE, null);
    static final Destination GENERAL = new Destination(Kind.GENERAL, null);

    /** An endpoint by its URI; {@code none} in any case is nowhere. */
    static Destination of(String uri) {
        String trimmed = uri.trim();
        return trimmed.isEmpty() || trimmed.equalsIgnoreCase("none") ? NOWHERE : new Destination(Kind.OWN, trimmed);
    }

    /** The endpoint's URI, or null for nowhere. */
    String resolve(Destination general) {
        return switch (kind) {
            case NOWHERE -> null;
            case OWN -> uri;
            case GENERAL -> general == null ? null : general.uri();
        };
    }

    /** Never the URI, which may hold a password. */
    @Override
    public String toString() {
        return kind.name();
    }
}
