package app.waping.camel.gate;

/** Nothing is known yet: send, and count. */
final class UnknownAllowance implements Allowance {
    private int accepted;
    private long openedAt = -1;

    @Override
    public int inFlight() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void sent(long now) {
        if (openedAt < 0) {
            openedAt = now;
        }
    }

    @Override
    public void accepted(long took) {
        accepted++;
    }

    @Override
    public void late() {
        accepted++;
    }

    @Override
    public Allowance throttled(long now, long pause) {
        return new WindowAllowance(accepted, openedAt, now, pause);
    }

    @Override
    public int perCycle() {
        return accepted;
    }

    @Override
    public String describe() {
        return null;
    }
}
