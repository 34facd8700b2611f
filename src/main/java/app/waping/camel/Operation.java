package app.waping.camel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an endpoint does. */
enum Operation {
    MESSAGES,
    DEVICES,
    REQUEST,
    REPLAY,
    CONTROL,
    EVENTS;

    /**
     * The operation of that name, any case.
     *
     * @throws IllegalArgumentException naming the nearest operation and all of them
     */
    static Operation of(String name) {
        for (Operation operation : values()) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        String all = Arrays.stream(values()).map(Operation::uriName).collect(Collectors.joining(", "));
        Operation nearest = Arrays.stream(values())
                .min(Comparator.comparingInt(operation -> NearestName.distance(operation.uriName(), name)))
                .orElseThrow();
        throw new IllegalArgumentException("Unknown operation " + name + " in waping:operation. Did you mean "
                + nearest.uriName() + "? Allowed: " + all);
    }

    String uriName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
