package dev.marigold.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    private static final int SCENES = 3;
    private static final List<String> SETTINGS = List.of(
            "seed: 3",
            "start: {checkpoint: start}",
            "objective: {kind: denoising, noise: annealed}",
            "data:",
            "  - {arrays: scenes, weight: 1}",
            "samples:",
            "  sizes: [16x16]",
            "training:",
            "  updates: 2",
            "  batch-size: 1");

    private static final String SCRATCH =
            "start: {scratch: {autoencoder: {kind: kl, channels: [8, 8], groups: 4}, unet: {channels: [16, 16], heads: [2, 2]}}}";

    @TempDir
    static Path given;

    private static Path model;
    private static Path scenes;

    @TempDir
    Path folder;

    private Path run;

    @BeforeAll
    static void makeModelAndScenes() {
        model = given.resolve("model");
        scenes = given.resolve("scenes");
        assertThat(Outcome.of("models", "random", "--config", "tiny", "--output", model)
                        .exitCode())
                .isZero();
        assertThat(Outcome.of("render", "--count", SCENES, "--size", "32x24", "--format", "raw", "--output", scenes)
                        .exitCode())
                .isZero();
    }

    @BeforeEach
    void nameTheRun() {
        run = folder.resolve("run");
    }

    private Outcome train(List<String> settings, Object... options) throws IOException {
        List<Object> words = new ArrayList<>(
                List.of("train", "--config", Files.write(folder.resolve("settings.yaml"), settings), "--output", run));
        words.addAll(List.of(options));
        return Outcome.of(words.toArray());
    }

    /** Settings that can be trained with. */
    private static List<String> complete() {
        List<String> settings = with(SETTINGS, 2, "start: {checkpoint: '" + model + "'}");
        return with(settings, 5, "  - {arrays: '" + scenes + "', weight: 1}");
    }

    private static String filled(String text) {
        return text.translateEscapes().replace("MODEL", "'" + model + "'").replace("SCENES", "'" + scenes + "'");
    }

    private static List<String> with(List<String> settings, int line, String instead) {
        List<String> changed = new ArrayList<>(settings);
        changed.set(line - 1, instead);
        return changed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | '  batchsize: 1' | line 10: key 'training.batchsize' is not known here; known are updates,",
                "9 | '  updates: many' | line 9: key 'training.updates' must be an integer >= 1, got 'many'",
                "9 | '  updates: 0' | line 9: key 'training.updates' must be an integer >= 1, got '0'",
                "10 | '  batch-size: 4294967298' | line 10: key 'training.batch-size' must be an integer in [1, 2147483647],"
                        + " got '4294967298'",
                "10 | '  accumulation: 0' | line 10: key 'training.accumulation' must be an integer in [1, 2147483647], got '0'",
                "10 | '  learning-rate: 0' | line 10: key 'training.learning-rate': learningRate must be above 0 and finite, got 0.0",
                "10 | '  schedule: {warmup: 5}' | line 10: key 'training.schedule.warmup': warmup must be in [0, total = 2), got 5",
                "10 | '  schedule: {final-ratio: 0}' | line 10: key 'training.schedule.final-ratio': finalRatio must be in (0, 1],"
                        + " got 0.0",
                "10 | '  beta1: 1' | line 10: key 'training.beta1': beta1 must be in [0, 1), got 1.0",
                "10 | '  beta2: 1' | line 10: key 'training.beta2': beta2 must be in [0, 1), got 1.0",
                "10 | '  weight-decay: -1' | line 10: key 'training.weight-decay': weightDecay must be finite and >= 0, got -1.0",
                "10 | '  precision: fp16' | line 10: key 'training.precision' must be one of fp32, bf16, got 'fp16'",
                "10 | '  device: gpu' | line 10: key 'training.device': device must be cpu, cuda or cuda:NUMBER, got 'gpu'",
                "10 | '  threads: 1025' | line 10: key 'training.threads': threads must be in [0, 1024], got 1025",
                "10 | '  threads: many' | line 10: key 'training.threads' must be an integer in [-2147483648, 2147483647], got 'many'",
                "10 | '  latent-cache:' | line 10: key 'training.latent-cache' must have a value, got ''",
                "10 | '  latent-cache: null' | line 10: key 'training.latent-cache' must have a value, got 'null'",
                "10 | '  latent-cache: ~' | line 10: key 'training.latent-cache' must have a value, got '~'",
                "5 | '  - {arrays: \" \"}' | line 5: key 'data[0].arrays' must have a value, got ' '",
                "7 | '  sizes: [16x16, ~]' | line 7: key 'samples.sizes[1]' must have a value, got '~'",
                "9 | '  updates: &few 2\\n  accumulation: *few' | line 10: key 'training.accumulation' must be written out, got the"
                        + " alias '*few'",
                "8 | '---\\ntraining:' | line 9: settings must be one document, got another",
                "10 | '  updates: 3' | line 10: key 'training.updates' must be given once",
                "10 | '  checkpoint-every: 0' | line 10: key 'training.checkpoint-every' must be an integer >= 1, got '0'",
                "10 | '  checkpoints-kept: 0' | line 10: key 'training.checkpoints-kept' must be an integer in [1, 2147483647],"
                        + " got '0'",
                "10 | '  default-steps: 0' | line 10: key 'training.default-steps': defaultSteps must be in [1, 1000], got 0",
                "10 | '  default-resolution: -1' | line 10: key 'training.default-resolution': defaultProcessingResolution must be in [0, 16384],"
                        + " got -1",
                "10 | '  default-mirrored-members: 1' | line 10: key 'training.default-mirrored-members' must be true or false,"
                        + " got '1'",
                "3 | 'objective: {kind: sharpening}' | line 3: key 'objective.kind' must be one of denoising, end-to-end,"
                        + " reconstruction, got 'sharpening'",
                "3 | 'objective: 5' | line 3: key 'objective' must be a mapping, got '5'",
                "3 | 'objective: {terminal-share: 2}' | line 3: key 'objective.terminal-share': terminalShare must be in [0, 1],"
                        + " got 2.0",
                "3 | 'objective: {kind: end-to-end, relative-weight: -1}' | line 3: key 'objective.relative-weight':"
                        + " relativeWeight must be finite and >= 0, got -1.0",
                "3 | 'objective: {kind: end-to-end, gradient-weight: -1}' | line 3: key 'objective.gradient-weight':"
                        + " gradientWeight must be finite and >= 0, got -1.0",
                "3 | 'objective: {kind: end-to-end, denoising-weight: -1}' | line 3: key 'objective.denoising-weight':"
                        + " denoisingWeight must be finite and >= 0, got -1.0",
                "3 | 'objective: {kind: end-to-end, noise: annealed}' | line 3: key 'objective.noise': noise must be left out"
                        + " unless denoisingWeight is above 0: it would have no effect",
                "3 | 'objective: {kind: end-to-end, coarse-share: 1.5}' | line 3: key 'objective.coarse-share':"
                        + " coarseShare must be in [0, 1], got 1.5",
                "3 | 'objective: {kind: reconstruction, latent-noise: -1}' | line 3: key 'objective.latent-noise':"
                        + " latentNoise must be finite and >= 0, got -1.0",
                "7 | '  sizes: [16]' | line 7: key 'samples.sizes' must be a list of sizes such as 192x144, got '16'",
                "7 | '  sizes: []' | line 7: key 'samples.sizes' must be a list of sizes such as 192x144, got an empty list",
                "7 | '  sizes: [16x16]\\n  flip: 2' | line 8: key 'samples.flip': flipProbability must be in [0, 1], got 2.0",
                "7 | '  sizes: [16x16]\\n  smallest-crop: 0' | line 8: key 'samples.smallest-crop': smallestCrop must be in (0, 1],"
                        + " got 0.0",
                "1 | 'validation: {data: {arrays: SCENES}, every: 0}' | line 1: key 'validation.every' must be an integer >= 1,"
                        + " got '0'",
                "1 | 'validation: {data: {arrays: SCENES}, steps: 0}' | line 1: key 'validation.steps': steps must be in [1, 1000],"
                        + " got 0",
                "1 | 'validation: {data: {arrays: SCENES}, ensemble-size: 65}' | line 1: key 'validation.ensemble-size':"
                        + " ensembleSize must be in [1, 64], got 65",
                "1 | 'validation: {data: {arrays: SCENES}, resolution: -1}' | line 1: key 'validation.resolution':"
                        + " processingResolution must be in [0, 16384], got -1",
                "1 | 'validation: {data: {arrays: SCENES}, previews: -1}' | line 1: key 'validation.previews': previews must be in"
                        + " [0, 2147483647], got -1",
                "2 | 'begin: nowhere' | line 2: key 'begin' is not known here; known are seed, teacher, start,",
                "2 | '# nothing' | line 1: key 'start' must be given",
                "2 | 'start: {}' | line 2: key 'start' must have one of checkpoint, text-to-image, scratch, got none",
                "2 | 'start: {chekpoint: model}' | line 2: key 'start.chekpoint' is not known here; known are checkpoint,"
                        + " text-to-image, scratch",
                "2 | 'start: {checkpoint: model, scratch: {}}' | line 2: key 'start' must have one of checkpoint, text-to-image,"
                        + " scratch, got checkpoint and scratch",
                "2 | 'start: {text-to-image: hf:nobody}' | line 2: key 'start.text-to-image': hf: must be followed by"
                        + " owner/name[@revision], got 'nobody'",
                "2 | 'start: {checkpoint: hf:nobody}' | line 2: key 'start.checkpoint': hf: must be followed by"
                        + " owner/name[@revision], got 'nobody'",
                "2 | 'start: {scratch: {autoencoder: {chanels: 8}}}' | line 2: key 'start.scratch.autoencoder.chanels' is not"
                        + " known here",
                "5 | '  - {arays: scenes}' | line 5: key 'data[0].arays' is not known here; known are weight, sizes, arrays,",
                "5 | '  - {weight: 1}' | line 5: key 'data[0]' must have one of arrays, index, layout, got none",
                "5 | '  - {arrays: scenes, index: a.csv}' | line 5: key 'data[0]' must have one of arrays, index, layout, got"
                        + " arrays and index",
                "5 | '  - {arrays: scenes, base: a.tar}' | line 5: key 'data[0].base' is not known here",
                "6 | 'sampels:' | line 6: key 'sampels' is not known here",
                "7 | '  sizes: [16x16]\\n  resize: bicubic' | line 8: key 'samples.resize' must be one of bilinear, nearest-exact,"
                        + " got 'bicubic'",
                "7 | '  sizes: [16x16]\\n  normalization: {absolut: [1, 2]}' | line 8: key 'samples.normalization.absolut' is not"
                        + " known here; known are quantiles, absolute",
                "7 | '  sizes: [16x16]\\n  normalization: {absolute: [1, 2], quantiles: [0, 1]}' | line 8: key"
                        + " 'samples.normalization' must have one of quantiles, absolute, got quantiles and absolute",
                "3 | 'objective: {prediction: noise}' | line 3: key 'objective.prediction' must be one of epsilon, sample,"
                        + " v-prediction, got 'noise'",
                "3 | 'objective: {prediction: epsilon}' | line 3: key 'objective.prediction': epsilon, which is asked for, needs"
                        + " zero-snr: false, since",
                "3 | 'objective: {zero-snr: sometimes}' | line 3: key 'objective.zero-snr' must be true or false, got 'sometimes'",
                "3 | 'objective: {kind: reconstruction, zero-snr: false}' | line 3: key 'objective.zero-snr' is not known here",
                "2 | 'start: {scratch: {autoencoder: {channels: 8, encoder-blocks: [1, 1], decoder-blocks: 1}}}' | line 2: key"
                        + " 'start.scratch.autoencoder.encoder-blocks': must be one for each of the 1 channels, got [1, 1]",
                "8 | 'seed: 4' | line 8:",
            })
    void aWrongKeyIsNamedWithItsLine(int line, String instead, String message) throws IOException {
        Outcome outcome = train(with(complete(), line, filled(instead)));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(folder.resolve("settings.yaml") + " " + message);
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels: [16, 16, 16], heads: [4, 4] | heads': must be one for each of the 3 channels, got [4, 4]",
                "channels: [16, 16], heads: [4, 5] | heads': must divide 16 channels, got 5",
                "channels: [16, 24], heads: [4, 4] | groups': must divide 24 channels, got 16",
                "channels: [16, 16], heads: [4, 4], attention: [true] | attention': must be one for each of the 2 channels, got [true]",
                "channels: [16, 16], heads: [4, 4], layers: 4294967297 | layers' must be an integer in [1, 2147483647],",
                "channels: [], heads: [] | channels' must be a list of integers >= 1, got an empty list",
                "channels: [16, 0], heads: [4, 4] | channels' must be a list of integers >= 1, got '0'",
            })
    void aWrongNetworkIsNamedWithItsKey(String network, String message) throws IOException {
        assertScratchRefused("kind: kl, channels: [16, 16]", network, "unet." + message);
    }

    private void assertScratchRefused(String autoencoder, String unet, String message) throws IOException {
        Outcome outcome = train(
                with(SETTINGS, 2, "start: {scratch: {autoencoder: {" + autoencoder + "}, unet: {" + unet + "}}}"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("line 2: key 'start.scratch." + message);
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels: [16, 32], encoder-blocks: [1, 1], decoder-blocks: [1, 1] | channels': must be the same on every level, got [16, 32]",
                "channels: [16, 16], encoder-blocks: [1, 0], decoder-blocks: [1, 1] | encoder-blocks' must be a list of integers >= 1, got '0'",
            })
    void aWrongAutoencoderIsNamedWithItsKey(String autoencoder, String message) throws IOException {
        assertScratchRefused(autoencoder, "channels: [16, 16], heads: [4, 4]", "autoencoder." + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "bounded"})
    void anAlignmentOfMetresIsNamed(String alignment) throws IOException {
        List<String> settings = with(complete(), 3, "objective: {kind: end-to-end, alignment: " + alignment + "}");
        settings.set(6, settings.get(6) + "\n  normalization: {absolute: [1, 20]}");
        settings.add("validation: {data: {arrays: '" + scenes + "'}}");

        Outcome outcome = train(settings);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("line 3: key 'objective.alignment': must be left out where targets are metres");
    }

    @Test
    void textThatIsNotYamlIsNamedWithTheLineWhereReadingEnds() throws IOException {
        Path file = folder.resolve("settings.yaml");

        assertThat(train(List.of("seed: 1", "\tstart: 2")).err())
                .startsWith("marigold: " + file + " line 2: while scanning for the next token found character ")
                .doesNotContain("reader");
        assertThat(train(List.of("seed: [1", "start: 2")).err())
                .startsWith("marigold: " + file
                        + " line 2: while parsing a flow sequence expected ',' or ']', but got :\n");
    }

    @Test
    void sizesThatNoDataSetUsesAreReadToo() throws IOException {
        List<String> settings = with(complete(), 5, "  - {arrays: '" + scenes + "', sizes: [16x16]}");

        Outcome outcome = train(with(settings, 7, "  sizes: [banana]"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("line 7: key 'samples.sizes' must be a list of sizes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: 4294967298 | from': from must be at most the size of the data set, 3, got 4294967298",
                "to: 4 | to': to must be at most the size of the data set, 3, got 4",
                "'from: 2, to: 2' | to': from must be below to, got from 2 and to 2",
                "weight: 0 | weight': weight of data set 'scenes' must be above 0 and finite, got 0.0",
                "'sizes: [20x16]' | sizes': sizes must be multiples of the autoencoder's factor 8, got 20x16",
            })
    void aPartThatTheDataSetDoesNotHaveIsNamed(String part, String message) throws IOException {
        Outcome outcome = train(with(complete(), 5, "  - {arrays: '" + scenes + "', " + part + "}"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("line 5: key 'data[0]." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | '  sizes: [16x16]\\n  smallest-crop: 0.5' | '  latent-cache: cache' | line 12: key 'training.latent-cache':"
                        + " latentCache must be left out where samples are cropped or altered",
                "7 | '  sizes: [16x16]\\n  photometric: {grey: 0.5}' | '  latent-cache: cache' | line 12: key"
                        + " 'training.latent-cache': latentCache must be left out where samples are cropped or altered",
                "3 | 'objective: {kind: end-to-end, autoencoder: trained, denoising-weight: 1}\\nteacher: MODEL' | '' | line 4: key"
                        + " 'teacher': must have latents like the start's, 4 channels and edges divided"
                        + " by 2, got 4 channels and edges divided by 8",
                "2 | 'start: {checkpoint: MODEL}\\nteacher: MODEL' | '' | line 3: key 'teacher': teacher must be left out unless",
                "3 | 'objective: {kind: reconstruction}\\nvalidation: {data: {arrays: SCENES}}' | '' | line 4: key 'validation':"
                        + " validation must be left out where the autoencoder learns alone",
                "3 | 'objective: {kind: end-to-end}\\nvalidation: {data: {arrays: SCENES}, ensemble-size: 2}' | '' | line 4: key"
                        + " 'validation': ensembleSize of validation must be 1 where predictions start from zeros",
                "4 | 'data: []' | '' | line 4: key 'data' must be a list of mappings, got an empty list",
                "10 | '  batch-size: 4' | '' | line 10: key 'training.batch-size': must be at most the samples of each data set, 3"
                        + " of 'scenes', got 4",
            })
    void settingsThatContradictEachOtherAreNamed(int line, String instead, String last, String message)
            throws IOException {
        List<String> settings = with(complete(), 2, SCRATCH);
        settings.set(line - 1, filled(instead));
        if (instead.startsWith("data")) {
            settings.set(line, "");
        }
        settings.add(last);

        Outcome outcome = train(settings);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(folder.resolve("settings.yaml") + " " + message);
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | '  batchsize: 1' | line 10: key 'training.batchsize' is not known here",
                "7 | '  size: [16x16]' | line 7: key 'samples.size' is not known here",
                "7 | '  sizes: [16]' | line 7: key 'samples.sizes' must be a list of sizes",
                "5 | '  - {arrays: SCENES, weight: 0}' | line 5: key 'data[0].weight': weight of data set",
                "1 | 'validation: {data: {arrays: SCENES}, steps: 0}' | line 1: key 'validation.steps': steps must be in",
                "1 | 'teacher: hf:nobody/nothing' | line 1: key 'teacher': teacher must be left out unless",
            })
    void whatIsWrongIsSaidBeforeACheckpointIsFetched(int line, String instead, String message) throws IOException {
        List<String> settings = with(complete(), 2, "start: {checkpoint: 'hf:nobody/nothing'}");

        Outcome outcome = train(with(settings, line, filled(instead)));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(folder.resolve("settings.yaml") + " " + message);
    }

    @Test
    void aDataSetThatIsNotThereIsNamedBeforeACheckpointIsFetched() throws IOException {
        List<String> settings = with(complete(), 2, "start: {checkpoint: 'hf:nobody/nothing'}");

        Outcome outcome = train(with(settings, 5, "  - {arrays: nowhere}"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("nowhere").doesNotContain("nobody");
    }

    @Test
    void aUsedOutputIsNamedBeforeACheckpointIsFetched() throws IOException {
        Files.createDirectories(run.resolve("checkpoint-00000001"));

        Outcome outcome = train(with(complete(), 2, "start: {checkpoint: 'hf:nobody/nothing'}"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("marigold: " + run + " holds checkpoint-00000001 already; ");
    }

    @Test
    void sizesThatTheAutoencoderHasNoLatentOfAreNamed() throws IOException {
        Outcome outcome = train(with(complete(), 7, "  sizes: [16x16, 20x16]"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(
                        "line 7: key 'samples.sizes': sizes must be multiples of the autoencoder's factor 8, got 20x16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10 | '  batch-size: 0'", "7 | '  sizes: [17x16]'", "5 | '  - {arrays: nowhere}'"})
    void aFileThatIsRefusedWritesNothing(int line, String instead) throws IOException {
        Outcome outcome = train(with(with(complete(), 2, SCRATCH), line, instead));

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | seed: 4 | seed was 3 and is 4",
                "2 | 'channels: [16, 32]' | scratch.unet.channels[1] was 16 and is 32",
            })
    void aStartOfOtherSettingsIsNotTakenForTheOneAskedFor(int line, String instead, String difference)
            throws IOException {
        List<String> settings = with(complete(), 2, SCRATCH);
        Outcome first = train(settings);
        Path made = run.resolve("start");
        run = Files.createDirectory(folder.resolve("another"));
        Path start = Files.move(made, run.resolve("start"));
        Path weights = start.resolve("unet").resolve("diffusion_pytorch_model.safetensors");
        byte[] before = Files.readAllBytes(weights);

        Outcome other =
                train(with(settings, line, line == 1 ? instead : SCRATCH.replace("channels: [16, 16]", instead)));

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(other)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "marigold: " + start + " was made from other settings (" + difference
                                + "); delete it or use another --output\n"));
        assertThat(weights).hasBinaryContent(before);
    }

    @Test
    void aStartThatSaysNotWhatItWasMadeFromIsRefused() throws IOException {
        Files.createDirectories(run.resolve("start"));

        Outcome outcome = train(with(complete(), 2, SCRATCH));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("marigold: " + run.resolve("start") + " was made from other settings (its made-from.json is"
                        + " missing); delete it or use another --output\n");
    }

    @Test
    void aResumedRunEndsWithTheSameBytes() throws IOException {
        List<String> settings = complete();
        settings.add("  checkpoint-every: 1");

        Outcome whole = train(settings);
        Path resumed = folder.resolve("resumed");
        Outcome rest = Outcome.of(
                "train",
                "--config",
                folder.resolve("settings.yaml"),
                "--resume",
                run.resolve("checkpoint-00000001"),
                "--output",
                resumed);

        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).isEqualTo(run.resolve("checkpoint-00000002") + "\n");
        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(rest.out()).isEqualTo(resumed.resolve("checkpoint-00000002") + "\n");
        Path weights = Path.of("checkpoint-00000002", "unet", "diffusion_pytorch_model.safetensors");
        assertThat(resumed.resolve(weights)).hasSameBinaryContentAs(run.resolve(weights));
        assertThat(resumed.resolve("losses.csv")).isNotEmptyFile();
        assertThat(resumed.resolve("config.yaml")).hasSameBinaryContentAs(folder.resolve("settings.yaml"));
    }

    @Test
    void aRunThatIsRefusedLeavesTheOneThatIsThereAsItWas() throws IOException {
        List<String> settings = with(complete(), 2, SCRATCH);
        Outcome first = train(settings);
        List<String> faster = with(settings, 10, "  learning-rate: 0.5");

        Outcome notResumed = train(faster);
        Outcome resumed = train(faster, "--resume", run);
        Outcome otherStart = train(with(settings, 1, "seed: 4"), "--resume", run);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(notResumed)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "marigold: " + run + " holds checkpoint-00000002 already; go on from it with --resume " + run
                                + ", or use another --output\n"));
        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(resumed.err())
                .startsWith("marigold: ")
                .contains(" must be that of the training to be resumed, ")
                .hasLineCount(1);
        assertThat(otherStart.exitCode()).isEqualTo(1);
        assertThat(otherStart.err()).contains("was made from other settings (seed was 3 and is 4)");
        assertThat(Files.readAllLines(run.resolve("config.yaml"))).isEqualTo(settings);
    }

    @Test
    void aMissingFileIsNamed() {
        Outcome outcome = Outcome.of("train", "--config", folder.resolve("none.yaml"), "--output", folder);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("marigold: No such file: " + folder.resolve("none.yaml"));
    }

    @Test
    void aFolderIsNoFileOfSettings() {
        Outcome outcome = Outcome.of("train", "--config", folder, "--output", run);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("marigold: " + folder + " must be a file of settings, got a directory"
                        + System.lineSeparator());
    }

    @Test
    void aFileInAnotherEncodingIsNamed() throws IOException {
        Path file = folder.resolve("settings.yaml");
        Files.writeString(file, "start: {checkpoint: Tür}\n", StandardCharsets.ISO_8859_1);

        Outcome outcome = Outcome.of("train", "--config", file, "--output", run);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith(
                        "marigold: " + file + " must be text in UTF-8, got something else" + System.lineSeparator());
    }
}
