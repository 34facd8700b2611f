package app.waping.camel.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.waping.camel.WapingConstants;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.Limit;
import app.waping.camel.stub.Match;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** The messages of the quickstart: every row of the error table, and what else can go wrong. */
final class Cases {
    static final String THROTTLED = "one of 30, where 10 a second are let through";
    static final String OFFLINE_FIRST = "phone offline: the message that finds out";
    static final String OFFLINE_NEXT = "phone offline: a message that waits for it";
    static final String PHONE = "dev_phone";
    static final String BURST = "dev_burst";
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private final WapingStub stub;
    private final List<Case> cases = new ArrayList<>();
    private int number;

    Cases(WapingStub stub) {
        this.stub = stub;
    }

    List<Case> all() {
        stub.limit(Limit.fixedWindow(10, Duration.ofSeconds(1)).perDevice());
        text("all is well");
        errorTable();
        faults();
        badInput();
        throttle();
        offline();
        return cases;
    }

    private void errorTable() {
        answered("400: a bad value", StubAnswer.error(400, "VALIDATION_ERROR", "template is not known"));
        cases.add(Case.text("401: a revoked key", WapingStub.DEVICE, ++number).through("direct:send-revoked"));
        answered("403: not in the plan", StubAnswer.error(403, "FORBIDDEN", "Upgrade to use this"));
        cases.add(Case.text("404: a device that is not there", "dev_gone", ++number));
        String key = "order-4711";
        String device = device();
        cases.add(Case.text("409: the first message under a key", device, ++number)
                .with(WapingConstants.IDEMPOTENCY_KEY, key));
        cases.add(Case.text("409: another body under that key", device, number)
                .with(WapingConstants.IDEMPOTENCY_KEY, key)
                .saying("Your order was cancelled."));
        answered("429 twice, then taken", 2, StubAnswer.rateLimited(Duration.ofSeconds(1)));
        answered("503 twice, then taken", 2, StubAnswer.error(503, "SERVER_ERROR", "try later"));
        always("500 for ever", StubAnswer.serverError());
        answered("422: a code that is new", StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "no such user"));
        answered("409: the session code under 409 is no conflict", StubAnswer.sessionDisconnected(409));
        answered("401: the session code under 401 is no auth fault", StubAnswer.sessionDisconnected(401));
    }

    private void faults() {
        answered("connection reset before the answer", Faults.reset());
        answered("connection reset in the middle of the answer", Faults.resetInTheMiddle());
        answered("no answer in time", Faults.stall());
        answered("the answer's body stalls", Faults.stallInTheMiddle());
        answered("the answer's body is cut", Faults.cutBody());
        answered("Content-Length too short", Faults.tooShortLength());
        answered("broken chunks", Faults.chunkedGarbage());
        answered("bytes that are no HTTP", Faults.garbage());
        answered("200 with a web page", Faults.html());
        answered("204 without content", Faults.noContent());
        answered("302 to another host", Faults.redirect("http://127.0.0.2/login"));
        answered("101 switching protocols", Faults.switchingProtocols());
        answered("599", StubAnswer.status(599));
        answered("500 with 2 GB announced", Faults.twoGigabytes(500));
        answered("400 with a gzip bomb", Faults.gzipBomb(400, TEN_MEGABYTES));
        answered("400 nested 10 000 deep", Faults.deepJson(400, 10_000));
        answered("200 with an error in it", StubAnswer.error(200, "VALIDATION_ERROR", "not taken"));
        String key = "?apiKey=" + WapingStub.API_KEY + "&baseUrl=";
        cases.add(Case.text("TLS failure", device(), ++number)
                .through("waping:messages" + key + "https://127.0.0.1:" + stub.port() + "/v1"));
        cases.add(Case.text("unknown host", device(), ++number)
                .through("waping:messages" + key + "http://api.waping.invalid/v1"));
        cases.add(Case.text("connection refused", device(), ++number)
                .through("waping:messages" + key + "http://127.0.0.1:1/v1"));
    }

    private void badInput() {
        cases.add(Case.text("no recipient", device(), ++number).without(WapingConstants.TO));
        cases.add(Case.text("a recipient that is no number", device(), ++number).with(WapingConstants.TO, "Ann"));
        cases.add(Case.text("an empty body", device(), ++number).saying(""));
        cases.add(Case.text("a binary body", device(), ++number).saying(new byte[] {0, 1, 2, (byte) 0xff}));
        cases.add(Case.text("a cyclic body", device(), ++number).saying(cycle()));
        cases.add(Case.text("a body of 10 MB", device(), ++number).saying("x".repeat(TEN_MEGABYTES)));
        cases.add(Case.text("a time to live of 0", device(), ++number).with(WapingConstants.TIME_TO_LIVE, 0));
    }

    private static Map<String, Object> cycle() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        return cycle;
    }

    private void throttle() {
        for (int i = 0; i < 30; i++) {
            stub.device(BURST);
            // Once the virtual machine is warm, so that the first 429 is read before more requests have left.
            cases.add(Case.text(THROTTLED, BURST, ++number).after(2));
        }
    }

    private void offline() {
        stub.device(PHONE).disconnect();
        cases.add(Case.text(OFFLINE_FIRST, PHONE, ++number));
        cases.add(Case.text(OFFLINE_NEXT, PHONE, ++number).after(2));
        cases.add(Case.text(OFFLINE_NEXT, PHONE, ++number).after(2));
    }

    private void text(String title) {
        cases.add(Case.text(title, device(), ++number));
    }

    private void answered(String title, StubAnswer answer) {
        answered(title, 1, answer);
    }

    private void answered(String title, int times, StubAnswer answer) {
        String device = device();
        stub.when(Match.device(device)).then(times, answer);
        cases.add(Case.text(title, device, ++number));
    }

    private void always(String title, StubAnswer answer) {
        String device = device();
        stub.when(Match.device(device)).always(answer);
        cases.add(Case.text(title, device, ++number));
    }

    /** Each case has a device of its own, so that none waits for another. */
    private String device() {
        String id = String.format("dev_%02d", cases.size() + 1);
        stub.device(id);
        return id;
    }
}
