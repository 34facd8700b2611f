package app.waping.camel.load;

import java.time.Duration;
import java.util.List;

import app.waping.camel.stub.Limit;

/**
 * What the server takes and how messages arrive.
 *
 * @param title     for people
 * @param limit     the server's limit
 * @param changed   the limit after ten seconds; null where it stays
 * @param perSecond arrivals per second; 0: all at once
 * @param processes senders on one account that know nothing of each other
 * @param ideal     the best time, in seconds, for all at once
 */
record Scenario(String title, Limit limit, Limit changed, double perSecond, int processes, double ideal) {
    static final int AT_ONCE = 1000;
    static final int RECIPIENTS = 20;
    static final Duration LIVE = Duration.ofSeconds(21);
    static final double PER_SECOND = 100 / 3.0;

    private static final Duration WINDOW = Duration.ofSeconds(3);

    /** Not measured: the virtual machine compiles. */
    static final Scenario WARM_UP = atOnce("warm-up", Limit.tokenBucket(AT_ONCE, AT_ONCE));

    static List<Scenario> all() {
        Limit fixed = Limit.fixedWindow(100, WINDOW);
        Limit sliding = Limit.slidingWindow(100, WINDOW);
        Limit bucket = Limit.tokenBucket(PER_SECOND, 100);
        return List.of(
                atOnce("fixed window", fixed),
                atOnce("sliding window", sliding),
                atOnce("token bucket", bucket),
                live("fixed window, live 80 %", fixed, 0.8),
                live("sliding window, live 80 %", sliding, 0.8),
                live("token bucket, live 80 %", bucket, 0.8),
                live("fixed window, live 150 %", fixed, 1.5),
                live("sliding window, live 150 %", sliding, 1.5),
                live("token bucket, live 150 %", bucket, 1.5),
                new Scenario("fixed window, halved at 10 s", fixed, Limit.fixedWindow(50, WINDOW), 0, 1, 43),
                new Scenario("fixed window, doubled at 10 s", fixed, Limit.fixedWindow(200, WINDOW), 0, 1, 16),
                new Scenario("fixed window, 3 processes", fixed, null, 0, 3, 27),
                new Scenario("sliding window, 3 processes", sliding, null, 0, 3, 27),
                new Scenario("token bucket, 3 processes", bucket, null, 0, 3, 27));
    }

    private static Scenario atOnce(String title, Limit limit) {
        return new Scenario(title + ", 1000 at once", limit, null, 0, 1, 27);
    }

    private static Scenario live(String title, Limit limit, double part) {
        return new Scenario(title, limit, null, part * PER_SECOND, 1, LIVE.toSeconds());
    }

    boolean live() {
        return perSecond > 0;
    }
}
