package app.waping.camel.stub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the stub received, in the order in which it was handled. An entry is there before its answer is sent. Each query
 * is a copy of the moment. The counts go on where entries are dropped or not kept at all. Safe for use by many threads.
 */
public final class Journal {
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,18})\\D*$");

    private final int kept;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long count;
    private long acceptedCount;

    Journal(int kept) {
        this.kept = kept;
    }

    /** Everything that is kept. */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** The sends of messages, whatever became of them. */
    public List<JournalEntry> messages() {
        return select(entry -> entry.request().isMessage());
    }

    /** The requests that made the stub take on a new message. */
    public List<JournalEntry> accepted() {
        return select(JournalEntry::accepted);
    }

    /** The sends of messages that were answered with a status of 400 or more. */
    public List<JournalEntry> refused() {
        return select(entry -> entry.request().isMessage() && entry.status() >= 400);
    }

    /** The requests answered with that status; 0 for those whose client saw none. */
    public List<JournalEntry> byStatus(int status) {
        return select(entry -> entry.status() == status);
    }

    /** The sends to that recipient, as written in {@code to}. */
    public List<JournalEntry> ofRecipient(String to) {
        return select(entry -> to.equals(entry.to()));
    }

    /** The sends of that device. */
    public List<JournalEntry> ofDevice(String deviceId) {
        return select(entry -> deviceId.equals(entry.deviceId()));
    }

    /** The requests of that path, such as {@code /v1/devices}. */
    public List<JournalEntry> ofPath(String path) {
        return select(entry -> path.equals(entry.path()));
    }

    /** The accepted messages whose business id had been accepted before. */
    public List<JournalEntry> duplicates() {
        Set<String> seen = new HashSet<>();
        return select(entry -> entry.accepted() && entry.businessId() != null && !seen.add(entry.businessId()));
    }

    /** {@link #inversions(ToLongFunction)} by the last number in the text; texts without a number do not count. */
    public List<JournalEntry> inversions() {
        return inversions(entry -> lastNumber(entry.text()));
    }

    /**
     * The accepted messages that came after a later one of the same device and recipient.
     *
     * @param sequence a message's place in the order of its recipient; a negative one is left out
     */
    public List<JournalEntry> inversions(ToLongFunction<JournalEntry> sequence) {
        Map<String, Long> latest = new HashMap<>();
        return select(entry -> {
            long place = entry.accepted() ? sequence.applyAsLong(entry) : -1;
            if (place < 0) {
                return false;
            }
            Long before = latest.merge(entry.deviceId() + ' ' + entry.to(), place, Math::max);
            return before > place;
        });
    }

    /** The requests that came before the time their device or account had been told to wait for. */
    public List<JournalEntry> earlyRequests() {
        return select(JournalEntry::early);
    }

    /** The entries of which {@code condition} is true; it is asked in order, once for each. */
    public List<JournalEntry> select(Predicate<JournalEntry> condition) {
        List<JournalEntry> selected = new ArrayList<>(entries());
        selected.removeIf(condition.negate());
        return List.copyOf(selected);
    }

    /** How many requests came since the journal was cleared. */
    public synchronized long count() {
        return count;
    }

    /** How many of them were answered with that status. */
    public synchronized long count(int status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** How many messages were accepted. */
    public synchronized long acceptedCount() {
        return acceptedCount;
    }

    /** How many requests got which status, in the order of the statuses. */
    public synchronized Map<Integer, Long> counts() {
        return new TreeMap<>(byStatus);
    }

    /** Forgets everything, the counts too. */
    public synchronized void clear() {
        entries.clear();
        byStatus.clear();
        count = 0;
        acceptedCount = 0;
    }

    synchronized void add(int status, boolean accepted, LongFunction<JournalEntry> entry) {
        byStatus.merge(status, 1L, Long::sum);
        acceptedCount += accepted ? 1 : 0;
        count++;
        if (kept > 0) {
            entries.addLast(entry.apply(count));
            if (entries.size() > kept) {
                entries.removeFirst();
            }
        }
    }

    private static long lastNumber(String text) {
        Matcher number = text == null ? null : LAST_NUMBER.matcher(text);
        return number != null && number.find() ? Long.parseLong(number.group(1)) : -1;
    }

    @Override
    public String toString() {
        return count() + " requests, " + acceptedCount() + " messages accepted, by status " + counts();
    }
}
