package dev.marigold.checkpoint.random;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the files of a checkpoint other than weights: the index, configurations and tokenizer. */
final class RandomLayout {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private final Architecture networks;
    private final Modality modality;

    RandomLayout(Architecture networks, Modality modality) {
        this.networks = networks;
        this.modality = modality;
    }

    void write(Path directory) throws IOException {
        int vocabulary = networks.textEncoder().vocabularySize();
        write(directory, "model_index.json", index());
        write(directory, "unet/config.json", ConfigFiles.unet(networks.unet()));
        write(directory, "vae/config.json", ConfigFiles.autoencoder(networks.autoencoder()));
        write(directory, "text_encoder/config.json", ConfigFiles.textEncoder(networks.textEncoder()));
        Map<String, Object> scheduler = new LinkedHashMap<>();
        scheduler.put("_class_name", scheduler().className());
        scheduler.putAll(scheduler().values());
        write(directory, "scheduler/scheduler_config.json", scheduler);
        write(directory, "tokenizer/vocab.json", Vocabulary.ofSize(vocabulary));
        write(directory, "tokenizer/special_tokens_map.json", Vocabulary.specialTokens());
        Map<String, Object> tokenizer = new LinkedHashMap<>(Vocabulary.specialTokens());
        tokenizer.put("model_max_length", networks.textEncoder().maxPositions());
        tokenizer.put("tokenizer_class", "CLIPTokenizer");
        write(directory, "tokenizer/tokenizer_config.json", tokenizer);
        Files.writeString(directory.resolve("tokenizer/merges.txt"), "#version: 0.2\n");
    }

    private Map<String, Object> index() {
        boolean depth = modality == Modality.DEPTH;
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("_class_name", depth ? "MarigoldDepthPipeline" : "MarigoldNormalsPipeline");
        keys.put("default_denoising_steps", 4);
        keys.put("default_processing_resolution", networks.processingResolution());
        keys.put("prediction_type", depth ? "depth" : "normals");
        if (depth) {
            keys.put("scale_invariant", true);
            keys.put("shift_invariant", true);
        } else {
            keys.put("use_full_z_range", true);
        }
        keys.put("scheduler", List.of("diffusers", "DDIMScheduler"));
        keys.put("text_encoder", List.of("transformers", "CLIPTextModel"));
        keys.put("tokenizer", List.of("transformers", "CLIPTokenizer"));
        keys.put("unet", List.of("diffusers", "UNet2DConditionModel"));
        boolean tiny = networks.autoencoder() instanceof AutoencoderTinyConfig;
        keys.put("vae", List.of("diffusers", tiny ? "AutoencoderTiny" : "AutoencoderKL"));
        return keys;
    }

    /** Returns the configuration that every such checkpoint has. */
    static SchedulerConfig scheduler() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("num_train_timesteps", 1000);
        keys.put("beta_start", 0.00085);
        keys.put("beta_end", 0.012);
        keys.put("beta_schedule", "scaled_linear");
        keys.put("prediction_type", "v_prediction");
        keys.put("timestep_spacing", "trailing");
        keys.put("rescale_betas_zero_snr", true);
        keys.put("set_alpha_to_one", false);
        keys.put("steps_offset", 1);
        keys.put("clip_sample", false);
        return SchedulerConfig.of("DDIMScheduler", keys);
    }

    private static void write(Path directory, String name, Object value) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, WRITER.writeValueAsBytes(value));
    }
}
