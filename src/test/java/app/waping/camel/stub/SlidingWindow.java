package app.waping.camel.stub;

/** The times of the last messages, as many as the limit allows. */
final class SlidingWindow implements Meter {
    private final long[] times;
    private final long window;
    private int oldest;
    private int used;

    SlidingWindow(int max, long windowNanos) {
        this.times = new long[max];
        this.window = windowNanos;
    }

    @Override
    public synchronized long take(long now) {
        while (used > 0 && now - times[oldest] >= window) {
            oldest = (oldest + 1) % times.length;
            used--;
        }
        if (used < times.length) {
            times[(oldest + used++) % times.length] = now;
            return 0;
        }
        return times.length == 0 ? window : times[oldest] + window - now;
    }
}
