package app.waping.camel.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Masks what must not be seen in the texts of an answer: given secrets, in any of the usual escapes, and what looks like
 * a phone number. It takes time in proportion to the length of the text, whatever is in it. Immutable.
 */
final class Masker {
    private static final int SHORTEST_NUMBER_IN_TEXT = 4;

    private final List<String> secrets;

    /** @param secrets API key, recipient, message text; nulls and blanks are passed over */
    Masker(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Masks the secrets and every phone number; null gives null.
     *
     * @param cut whether a bound may have ended the text in the middle of a secret
     */
    String mask(String text, boolean cut) {
        return mask(text, true, cut);
    }

    /** Masks the secrets only, for ids and codes, which may be digits; null gives null. */
    String maskSecrets(String text) {
        return mask(text, false, false);
    }

    private String mask(String text, boolean numbersToo, boolean cut) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        Marks marks = new Marks(text);
        List<TextView> views = views(text);
        for (String secret : secrets) {
            if (secret != null && !secret.isBlank()) {
                hide(secret.strip(), views, marks, cut);
            }
        }
        if (numbersToo) {
            views.forEach(view -> PhoneNumbers.hideIn(view, marks));
        }
        return marks.masked();
    }

    private static void hide(String secret, List<TextView> views, Marks marks, boolean cut) {
        Secret whole = new Secret(secret);
        views.forEach(view -> whole.hideIn(view, marks, cut));
        String digits = PhoneNumbers.digitsOf(secret);
        if (digits != null) {
            Secret bare = new Secret(digits);
            views.forEach(view -> bare.hideIn(view, marks, cut));
            views.forEach(view -> PhoneNumbers.hide(digits, view, marks));
        } else {
            // A one-time code says all by itself, without the words around it.
            Set<String> codes = PhoneNumbers.wordsOf(secret, SHORTEST_NUMBER_IN_TEXT);
            views.forEach(view -> PhoneNumbers.hideWords(codes, view, marks));
        }
    }

    private static List<TextView> views(String text) {
        List<TextView> views = new ArrayList<>();
        TextView raw = TextView.of(text);
        views.add(raw);
        TextView json = add(views, raw.withoutJsonEscapes());
        if (json != null) {
            // JSON that was quoted within JSON.
            add(views, json.withoutJsonEscapes());
        }
        TextView percent = add(views, raw.withoutPercentEscapes());
        add(views, (percent == null ? raw : percent).withBlanksForPlus());
        add(views, raw.withoutCharacterReferences());
        return views;
    }

    private static TextView add(List<TextView> views, TextView view) {
        if (view != null) {
            views.add(view);
        }
        return view;
    }
}
