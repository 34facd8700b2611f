package app.waping.camel.stub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** From a request to what is sent: script, rules, common headers, journal. */
final class Api {
    private final Clock clock;
    private final Behaviour behaviour;
    private final Script script;
    private final ApiRules rules;
    private final Throttle throttle;
    private final ToldPauses told;
    private final Journal journal;
    private final Function<StubRequest, String> businessId;
    private final AtomicLong requests = new AtomicLong();
    private volatile DateLine date = new DateLine(Long.MIN_VALUE, "");

    Api(
            Clock clock,
            Behaviour behaviour,
            Script script,
            ApiRules rules,
            Throttle throttle,
            ToldPauses told,
            Journal journal,
            Function<StubRequest, String> businessId) {
        this.clock = clock;
        this.behaviour = behaviour;
        this.script = script;
        this.rules = rules;
        this.throttle = throttle;
        this.told = told;
        this.journal = journal;
        this.businessId = businessId;
    }

    /** What goes out, after what delay in real time. */
    record Reply(StubAnswer answer, Duration delay) {}

    /** Decides on the request and writes it down. */
    Reply answer(StubRequest request) {
        Instant now = clock.instant();
        Verdict verdict = decide(request, now);
        StubAnswer answer = complete(verdict.answer(), now);
        int status = answer.delivery().showsStatus() ? answer.status() : 0;
        journal.add(
                status,
                verdict.accepted(),
                number -> new JournalEntry(
                        number,
                        now,
                        request,
                        status,
                        verdict.accepted(),
                        request.isMessage() ? businessId.apply(request) : null,
                        request.isMessage() ? earlyBy(request, now) : Duration.ZERO));
        Duration delay = answer.delay().plus(behaviour.latency().next());
        if (answer.retryAfter() != null && request.isMessage()) {
            noteWait(request, answer, now, delay);
        }
        return new Reply(answer, delay);
    }

    /** Noted before the answer goes out: a client with a clock of its own may be back at once. */
    private void noteWait(StubRequest request, StubAnswer answer, Instant now, Duration delay) {
        RetryAfterForm form = answer.retryAfterForm();
        if (form == RetryAfterForm.NONE) {
            return;
        }
        Instant seen = now.plus(delay);
        Instant until = form == RetryAfterForm.SECONDS
                ? form.until(seen, answer.retryAfter())
                : form.until(now.plus(behaviour.clockSkew()), answer.retryAfter())
                        .minus(behaviour.clockSkew());
        told.told(throttle.isPerAccount() ? account(request) : device(request), seen, until);
    }

    private Verdict decide(StubRequest request, Instant now) {
        StubAnswer scripted;
        try {
            scripted = script.answer(request);
        } catch (RuntimeException e) {
            return Verdict.refused(500, "SCRIPT_FAILED", "A scripted answer failed: " + e);
        }
        if (scripted == null) {
            return rules.decide(request, now);
        }
        if (scripted.source() == StubAnswer.Source.GIVEN) {
            return new Verdict(scripted, false);
        }
        Verdict verdict = rules.decide(request, now);
        return scripted.source() == StubAnswer.Source.RULES
                ? new Verdict(scripted.withContentOf(verdict.answer()), verdict.accepted())
                : new Verdict(scripted, verdict.accepted());
    }

    private StubAnswer complete(StubAnswer answer, Instant now) {
        if (answer.isRaw()) {
            return answer;
        }
        Instant shown = now.plus(behaviour.clockSkew());
        List<Map.Entry<String, String>> headers = new ArrayList<>(3);
        if (answer.header("Date") == null) {
            headers.add(Map.entry("Date", date(shown)));
        }
        if (answer.header("X-Request-Id") == null) {
            headers.add(Map.entry("X-Request-Id", "req_" + requests.incrementAndGet()));
        }
        String wait =
                answer.retryAfter() == null ? null : answer.retryAfterForm().value(shown, answer.retryAfter());
        if (wait != null) {
            headers.add(Map.entry("Retry-After", wait));
        }
        return answer.completed(headers);
    }

    private Duration earlyBy(StubRequest request, Instant now) {
        Duration ofDevice = told.earlyBy(device(request), now);
        Duration ofAccount = told.earlyBy(account(request), now);
        return ofDevice.compareTo(ofAccount) > 0 ? ofDevice : ofAccount;
    }

    private static String account(StubRequest request) {
        return String.valueOf(request.bearer());
    }

    private static String device(StubRequest request) {
        return request.bearer() + ' ' + request.deviceId();
    }

    private String date(Instant time) {
        DateLine line = date;
        if (line.second != time.getEpochSecond()) {
            line = new DateLine(
                    time.getEpochSecond(),
                    RetryAfterForm.IMF_FIXDATE.value(Instant.ofEpochSecond(time.getEpochSecond()), Duration.ZERO));
            date = line;
        }
        return line.text;
    }

    private record DateLine(long second, String text) {}
}
