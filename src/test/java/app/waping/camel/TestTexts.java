package app.waping.camel;

import app.waping.camel.stub.WapingStub;

/** What the tests send, and what must never be read in a log: made so that it is found again wherever it turns up. */
public final class TestTexts {
    /** In every text that the tests send. */
    public static final String MARK = "for-your-eyes-only";

    /** The API key of the tests. */
    public static final String API_KEY = WapingStub.API_KEY;

    /** A recipient; all numbers of the tests begin with +1555. */
    public static final String RECIPIENT = "+15550107788";

    /** Another recipient. */
    public static final String OTHER_RECIPIENT = "+15550109911";

    private TestTexts() {}

    /** A text that is found again in a log. */
    public static String text(String words) {
        return MARK + " " + words;
    }
}
