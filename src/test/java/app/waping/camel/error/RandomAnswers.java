package app.waping.camel.error;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Answers that no server should give: each seed makes one, always the same. */
final class RandomAnswers {
    static final String KEY = "wk_live_7Qm2Zt9XcVb4Lp0Rn6";
    static final String RECIPIENT = "+4915112345678";
    static final String TEXT = "Your table \"7/b\" is ready \u2013 code 804213";

    private static final List<String> NAMES = List.of(
            "Retry-After",
            "retry-after",
            "Date",
            "Content-Type",
            "Content-Encoding",
            "X-Request-Id",
            "CF-RAY",
            "Server");
    private static final List<String> VALUES = List.of(
            "30",
            "0",
            "-1",
            "99999999999999999999",
            "1.5",
            "5, 10",
            "Tue, 14 Jul 2026 09:30:45 GMT",
            "Tuesday, 14-Jul-26 09:31:30 GMT",
            "Tue Jul 14 09:32:00 2026",
            "Tue, 99 Jul 2026 99:99:99 GMT",
            "gzip",
            "x-gzip",
            "br",
            "identity",
            "application/json; charset=utf-16",
            "application/json;charset=",
            "text/html",
            "application/json; charset=iso-2022-kr",
            "application/json; charset=ibm037",
            "",
            " ",
            KEY,
            RECIPIENT);
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u002b",
            "\\ud800",
            "\"error\":{",
            "\"code\":",
            "\"message\":",
            "\"RATE_LIMITED\"",
            "\"SESSION_DISCONNECTED\"",
            "\"NEW_ONE\"",
            "null",
            "true",
            "1e999",
            "-0",
            "%2B",
            "&#43;",
            "\u0000",
            "\uFEFF",
            "\u202e",
            KEY,
            RECIPIENT,
            TEXT,
            "4915112345678",
            "<html>",
            "15551234567",
            " ",
            "\n");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.ISO_8859_1,
            Charset.forName("UTF-32"),
            Charset.forName("IBM037"));

    private final List<CorpusSample> samples;

    RandomAnswers(List<CorpusSample> samples) {
        this.samples = samples;
    }

    HttpAnswer answer(long seed) {
        Random random = new Random(seed);
        byte[] body = body(random);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            headers.add(
                    Map.entry(pick(NAMES, random), random.nextInt(8) == 0 ? text(random, 30) : pick(VALUES, random)));
        }
        if (random.nextInt(6) == 0) {
            body = gzip(body);
            headers.add(Map.entry("Content-Encoding", "gzip"));
        }
        int status = random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(700);
        return new HttpAnswer(status, headers, body, random.nextInt(5) != 0);
    }

    private byte[] body(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> bytes(random, random.nextInt(400));
            case 1, 2 -> mutated(pick(samples, random).answer().body(), random);
            case 3 -> nested(random).getBytes(StandardCharsets.UTF_8);
            case 4 -> envelope(random).getBytes(pick(CHARSETS, random));
            default -> pieces(random, random.nextInt(60)).getBytes(pick(CHARSETS, random));
        };
    }

    private static String envelope(Random random) {
        return "{\"error\":{\"code\":" + value(random) + ",\"message\":" + value(random) + "},\"requestId\":"
                + value(random) + "}";
    }

    private static String value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "\"" + KEY + "\"";
            case 1 -> "\"to " + RECIPIENT + "\"";
            case 2 -> "\"" + TEXT.replace("\"", "\\\"").replace("/", "\\/") + "\"";
            case 3 -> Long.toString(random.nextLong());
            case 4 -> "[\"" + random.nextInt() + "\",{\"message\":\"x\"}]";
            default -> pick(List.of("\"RATE_LIMITED\"", "\" not_found \"", "\"NEW\"", "null", "{}", "\"\""), random);
        };
    }

    private static String nested(Random random) {
        String open = random.nextBoolean() ? "[" : "{\"error\":";
        return open.repeat(random.nextInt(300))
                + pieces(random, 3)
                + (open.equals("[") ? "]" : "}").repeat(random.nextInt(300));
    }

    private static String pieces(Random random, int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(random.nextInt(5) == 0 ? text(random, 4) : pick(PIECES, random));
        }
        return all.toString();
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] copy = original.clone();
        for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length + 1)) : copy;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random, int longest) {
        return random.ints(random.nextInt(longest + 1), 0, 0x10000)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        }
        return packed.toByteArray();
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
