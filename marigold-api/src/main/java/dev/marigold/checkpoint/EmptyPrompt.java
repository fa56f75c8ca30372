package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tokens of the empty prompt in a tokenizer's folder. */
final class EmptyPrompt {
    /** How many there are. */
    static final int TOKENS = 2;

    private static final List<String> TOKEN_FILES = List.of("tokenizer_config.json", "special_tokens_map.json");

    private final Path folder;
    private final int vocabularySize;
    private final Vocabulary vocabulary;
    private final List<JsonFile> tokenFiles = new ArrayList<>();

    private EmptyPrompt(Path folder, int vocabularySize) throws IOException {
        this.folder = folder;
        this.vocabularySize = vocabularySize;
        this.vocabulary = vocabulary();
        for (String name : TOKEN_FILES) {
            if (Files.isRegularFile(folder.resolve(name))) {
                tokenFiles.add(JsonFile.read(folder.resolve(name)));
            }
        }
    }

    static int[] tokens(Path folder, int vocabularySize) throws IOException {
        EmptyPrompt prompt = new EmptyPrompt(folder, vocabularySize);
        return new int[] {
            prompt.id(prompt.token("bos_token", "<|startoftext|>")),
            prompt.id(prompt.token("eos_token", "<|endoftext|>"))
        };
    }

    /** Ids by token, in one of two files. */
    private record Vocabulary(Path file, JsonNode ids, JsonNode added) {
        Optional<JsonNode> find(String token) {
            for (JsonNode entry : added) {
                if (entry.path("content").asText().equals(token)) {
                    return Optional.of(entry.path("id"));
                }
            }
            return Optional.ofNullable(ids.get(token));
        }
    }

    // Tokenizers saved by transformers 5 may lack vocab.json.
    private Vocabulary vocabulary() throws IOException {
        Path plain = folder.resolve("vocab.json");
        Path fast = folder.resolve("tokenizer.json");
        boolean onlyFast = !Files.isRegularFile(plain) && Files.isRegularFile(fast);
        JsonNode root = JsonFile.read(onlyFast ? fast : plain).root();
        return onlyFast
                ? new Vocabulary(fast, root.path("model").path("vocab"), root.path("added_tokens"))
                : new Vocabulary(plain, root, MissingNode.getInstance());
    }

    private String token(String key, String absent) {
        for (JsonFile file : tokenFiles) {
            Optional<JsonNode> node = file.find(key);
            if (node.isPresent()) {
                JsonNode text = node.get().isObject() ? node.get().path("content") : node.get();
                if (!text.isTextual()) {
                    throw file.refuse(key, "a text or an object with a text 'content'");
                }
                return text.textValue();
            }
        }
        return absent;
    }

    private int id(String token) {
        JsonNode id = vocabulary
                .find(token)
                .orElseThrow(() -> new ModelLoadException(vocabulary.file() + " has no token '" + token + "'"));
        if (!id.isInt() || id.intValue() < 0 || id.intValue() >= vocabularySize) {
            throw new ModelLoadException("Token '" + token + "' of " + vocabulary.file() + " must have an id in [0, "
                    + vocabularySize + "), the text encoder's vocabulary, got " + Json.show(id));
        }
        return id.intValue();
    }
}
