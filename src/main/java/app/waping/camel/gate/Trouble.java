package app.waping.camel.gate;

/** Server errors in a row: after so many of them one call at a time, until one succeeds. Guarded by the lock of the gate. */
final class Trouble {
    private final int after;
    private int inARow;

    Trouble(int after) {
        this.after = after;
    }

    boolean present() {
        return inARow >= after;
    }

    /** @return whether this one was the last straw */
    boolean failed() {
        inARow++;
        return inARow == after;
    }

    /** The server answered as it should. @return whether that ended the trouble */
    boolean over() {
        boolean was = present();
        inARow = 0;
        return was;
    }
}
