package app.waping.camel.stub;

/** What the API decides on a request: the answer, and whether a new message was taken on. */
record Verdict(StubAnswer answer, boolean accepted) {
    static Verdict refused(int status, String code, String message) {
        return new Verdict(StubAnswer.error(status, code, message), false);
    }
}
