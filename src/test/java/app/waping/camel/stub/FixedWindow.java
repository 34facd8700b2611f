package app.waping.camel.stub;

/** A count that starts again with each window. */
final class FixedWindow implements Meter {
    private final int max;
    private final long window;
    private boolean started;
    private long start;
    private int taken;

    FixedWindow(int max, long windowNanos) {
        this.max = max;
        this.window = windowNanos;
    }

    @Override
    public synchronized long take(long now) {
        if (!started) {
            started = true;
            start = now;
        }
        if (now - start >= window) {
            start += (now - start) / window * window;
            taken = 0;
        }
        if (taken < max) {
            taken++;
            return 0;
        }
        return start + window - now;
    }
}
