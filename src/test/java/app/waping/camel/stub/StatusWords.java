package app.waping.camel.stub;

/** The words under which devices are listed. */
record StatusWords(String connected, String disconnected) {}
