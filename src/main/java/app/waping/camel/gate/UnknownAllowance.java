package app.waping.camel.gate;

/** Nothing is known yet: send, and count. */
final class UnknownAllowance implements Allowance {
    private int accepted;

    @Override
    public int inFlight() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void accepted() {
        accepted++;
    }

    @Override
    public void late() {
        accepted++;
    }

    @Override
    public Allowance throttled(long now, long pause) {
        return new WindowAllowance(now, accepted, pause);
    }

    @Override
    public String describe() {
        return null;
    }
}
