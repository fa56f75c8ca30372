package dev.marigold.checkpoint.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A vocabulary in which only bytes and the two special tokens mean something. */
final class Vocabulary {
    private static final int BYTES = 256;
    private static final String BEGINNING = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    private Vocabulary() {}

    /** Returns ids by token: bytes, bytes that end a word, placeholders, beginning and end of text. */
    static Map<String, Integer> ofSize(int size) {
        List<String> tokens = new ArrayList<>();
        for (int b = 0; b < BYTES; b++) {
            tokens.add(characterOf(b));
        }
        for (int b = 0; b < BYTES; b++) {
            tokens.add(characterOf(b) + "</w>");
        }
        while (tokens.size() < size - 2) {
            tokens.add("<placeholder " + tokens.size() + ">");
        }
        tokens.add(BEGINNING);
        tokens.add(END);
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String token : tokens) {
            ids.put(token, ids.size());
        }
        return ids;
    }

    static Map<String, Object> specialTokens() {
        return Map.of("bos_token", BEGINNING, "eos_token", END, "pad_token", END, "unk_token", END);
    }

    // Byte-level vocabularies (Radford et al. 2019) write bytes that do not print as characters from U+0100 on.
    private static String characterOf(int b) {
        boolean prints = (b >= '!' && b <= '~') || (b >= '¡' && b <= '¬') || b >= '®';
        return String.valueOf((char) (prints ? b : BYTES + b));
    }
}
