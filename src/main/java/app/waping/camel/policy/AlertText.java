package app.waping.camel.policy;

import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.error.SafeText;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.OutageNews;

/** One alert in words, and the same as JSON. */
final class AlertText {
    /** The header that holds the JSON. */
    static final String JSON = "CamelWapingAlert";

    private static final int MAX_ID = 128;

    private final String policy;
    private final Decision decision;
    private final OutageNews news;
    private final int waiting;

    /** @param waiting how many messages wait because of it */
    AlertText(String policy, Decision decision, OutageNews news, int waiting) {
        this.policy = policy;
        this.decision = decision;
        this.news = news;
        this.waiting = waiting;
    }

    /** The alert with these further headers. */
    AlertSender.Alert with(Map<String, Object> headers) {
        return new AlertSender.Alert(news.state().toString(), readable(), json(), headers);
    }

    /** A few short sentences for people. */
    private String readable() {
        WapingException failure = decision.failure();
        StringBuilder text = new StringBuilder(200).append("WAPing ").append(what());
        if (failure.getDeviceId() != null) {
            text.append(" on device ").append(SafeText.oneLine(failure.getDeviceId(), MAX_ID));
        }
        text.append(
                switch (news.state()) {
                    case RAISED -> "";
                    case ONGOING -> ", still";
                    case RESOLVED -> ", resolved";
                });
        text.append(". Since ").append(news.since().truncatedTo(ChronoUnit.SECONDS));
        text.append(", ").append(news.failures()).append(news.failures() == 1 ? " message" : " messages");
        text.append(" failed").append(waiting > 0 ? ", " + waiting + " waiting." : ".");
        if (decision.exhausted()) {
            text.append(" Given up after ").append(decision.redelivered()).append(" redeliveries.");
        }
        if (decision.step().routeId() != null) {
            text.append(" Route ").append(decision.step().routeId()).append('.');
        }
        if (failure.getRequestId() != null) {
            text.append(" Request ")
                    .append(SafeText.oneLine(failure.getRequestId(), MAX_ID))
                    .append('.');
        }
        if (news.state() != OutageNews.State.RESOLVED) {
            text.append(" What to do: ").append(failure.getRemedy());
        }
        return text.toString();
    }

    private String what() {
        WapingException failure = decision.failure();
        String category = failure.getCategory().toString();
        String code = SafeText.oneLine(failure.getCode(), MAX_ID);
        return code == null || code.equals(category) ? category : category + " (code " + code + ")";
    }

    /** The same facts for programs. */
    private String json() {
        WapingException failure = decision.failure();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", news.state().toString());
        json.put("category", failure.getCategory().toString());
        json.put("code", failure.getCode());
        json.put("status", failure.getHttpResponseCode());
        json.put("deviceId", failure.getDeviceId());
        json.put("policy", WapingErrors.id(policy));
        json.put("routeId", decision.step().routeId());
        json.put("since", news.since().truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("failures", news.failures());
        json.put("waiting", waiting);
        json.put("redeliveries", decision.redelivered());
        json.put("requestId", failure.getRequestId());
        json.put("text", readable());
        json.put("remedy", failure.getRemedy());
        return json.toString();
    }
}
