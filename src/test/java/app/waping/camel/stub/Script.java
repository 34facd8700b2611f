package app.waping.camel.stub;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All scripted answers, the first made first. */
final class Script {
    private final long seed;
    private final List<ScriptedAnswers> scripts = new CopyOnWriteArrayList<>();
    private Random random;
    private ScriptedAnswers forMessages;

    Script(long seed) {
        this.seed = seed;
        clear();
    }

    synchronized ScriptedAnswers when(Predicate<StubRequest> matcher) {
        ScriptedAnswers answers = new ScriptedAnswers(matcher, random);
        scripts.add(answers);
        return answers;
    }

    /** The script of any message, the same at each call. */
    synchronized ScriptedAnswers forMessages() {
        if (forMessages == null) {
            forMessages = when(Match.messages());
        }
        return forMessages;
    }

    synchronized void clear() {
        scripts.clear();
        forMessages = null;
        random = new Random(seed);
    }

    StubAnswer answer(StubRequest request) {
        for (ScriptedAnswers answers : scripts) {
            StubAnswer answer = answers.answer(request);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }
}
