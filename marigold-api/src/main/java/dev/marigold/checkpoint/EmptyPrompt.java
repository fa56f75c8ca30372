package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tokens of the empty prompt in a tokenizer's folder. */
final class EmptyPrompt {
    private static final List<String> TOKEN_FILES = List.of("tokenizer_config.json", "special_tokens_map.json");

    private EmptyPrompt() {}

    static int[] tokens(Path folder, int vocabularySize) throws IOException {
        JsonFile vocabulary = JsonFile.read(folder.resolve("vocab.json"));
        List<JsonFile> tokenFiles = new ArrayList<>();
        for (String name : TOKEN_FILES) {
            if (Files.isRegularFile(folder.resolve(name))) {
                tokenFiles.add(JsonFile.read(folder.resolve(name)));
            }
        }
        return new int[] {
            id(vocabulary, token(tokenFiles, "bos_token", "<|startoftext|>"), vocabularySize),
            id(vocabulary, token(tokenFiles, "eos_token", "<|endoftext|>"), vocabularySize)
        };
    }

    private static String token(List<JsonFile> files, String key, String absent) {
        for (JsonFile file : files) {
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

    private static int id(JsonFile vocabulary, String token, int vocabularySize) {
        int id = vocabulary.notNegative(token).orElseThrow(() -> new ModelLoadException(
                vocabulary.file() + " has no token '" + token + "'"));
        if (id >= vocabularySize) {
            throw vocabulary.refuse(token, "below the text encoder's vocab_size " + vocabularySize);
        }
        return id;
    }
}
