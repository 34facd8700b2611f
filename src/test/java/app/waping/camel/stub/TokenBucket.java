package app.waping.camel.stub;

/** Tokens that come at a steady rate and may be saved up to a burst. */
final class TokenBucket implements Meter {
    private static final double NANOS = 1e9;

    private final double perNano;
    private final int burst;
    private double tokens;
    private long last;
    private boolean started;

    TokenBucket(double perSecond, int burst) {
        this.perNano = perSecond / NANOS;
        this.burst = burst;
        this.tokens = burst;
    }

    @Override
    public synchronized long take(long now) {
        if (started && now > last) {
            tokens = Math.min(burst, tokens + (now - last) * perNano);
        }
        last = started ? Math.max(last, now) : now;
        started = true;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - tokens) / perNano));
    }
}
