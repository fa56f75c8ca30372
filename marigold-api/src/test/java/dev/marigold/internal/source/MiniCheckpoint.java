package dev.marigold.internal.source;

import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The file names of a checkpoint, with contents that say which file it is. */
final class MiniCheckpoint {
    static final List<String> FILES = List.of(
            "model_index.json",
            "scheduler/scheduler_config.json",
            "text_encoder/config.json",
            "text_encoder/model.safetensors",
            "tokenizer/vocab.json",
            "unet/config.json",
            "unet/diffusion_pytorch_model.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.safetensors");

    private MiniCheckpoint() {}

    static Path directory(Path directory) throws IOException {
        for (String file : FILES) {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), content(file));
        }
        return directory;
    }

    static Path jar(Path jar, String folder) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String file : FILES) {
                zip.putNextEntry(new ZipEntry(folder + "/" + file));
                zip.write(content(file).getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    static String content(String file) {
        return "contents of " + file;
    }

    static CheckpointRequest request(ClassLoader loader) {
        return CheckpointRequest.builder(loader).build();
    }
}
