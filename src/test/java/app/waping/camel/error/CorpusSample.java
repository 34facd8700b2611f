package app.waping.camel.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One recorded answer of an error corpus and what is expected of it: a line of its {@code expected.jsonl}. */
record CorpusSample(String file, HttpAnswer answer, JsonNode expected) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All samples of a directory. */
    static List<CorpusSample> in(Path directory) {
        try {
            List<CorpusSample> samples = new ArrayList<>();
            for (String line : Files.readAllLines(directory.resolve("expected.jsonl"))) {
                if (!line.isBlank()) {
                    JsonNode expected = JSON.readTree(line);
                    String file = expected.get("file").asText();
                    samples.add(new CorpusSample(file, parse(Files.readAllBytes(directory.resolve(file))), expected));
                }
            }
            return samples;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static HttpAnswer parse(byte[] raw) {
        int end = 0;
        while (raw[end] != '\n' || raw[end + 1] != '\n') {
            end++;
        }
        String[] head = new String(raw, 0, end, StandardCharsets.ISO_8859_1).split("\n");
        int status = Integer.parseInt(head[0].split(" ")[1]);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : Arrays.asList(head).subList(1, head.length)) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).trim()));
        }
        return new HttpAnswer(status, headers, Arrays.copyOfRange(raw, end + 2, raw.length), true);
    }

    @Override
    public String toString() {
        return file;
    }
}
