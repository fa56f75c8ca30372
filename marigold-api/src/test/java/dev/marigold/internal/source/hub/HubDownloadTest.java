package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.ModelLoadException;
import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HubDownloadTest {
    private static final List<String> NEEDED = List.of(
            "model_index.json",
            "scheduler/scheduler_config.json",
            "text_encoder/config.json",
            "text_encoder/model.safetensors",
            "tokenizer/merges.txt",
            "tokenizer/vocab.json",
            "unet/config.json",
            "unet/diffusion_pytorch_model.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.safetensors");

    private static final String UNET_INDEX = "unet/diffusion_pytorch_model.safetensors.index.json";

    private FakeHub hub;
    private HubSetting setting;

    @BeforeEach
    void start(@TempDir Path cache) throws IOException {
        hub = new FakeHub();
        setting = new HubSetting(cache, hub.endpoint());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void fetchesWhatTheLibraryReadsAndNothingElse() throws IOException {
        Path snapshot = setting.resolve("prs/mini");

        assertThat(snapshot).isEqualTo(setting.snapshot());
        assertThat(HubSetting.tree(snapshot)).isEqualTo(NEEDED);
        for (String file : NEEDED) {
            assertThat(snapshot.resolve(file)).hasBinaryContent(hub.files.get(file));
        }
    }

    @Test
    void writesTheLayoutThatPythonReads() throws IOException {
        Path unet = setting.resolve("prs/mini").resolve(FakeHub.UNET);

        assertThat(Files.readSymbolicLink(unet)).isEqualTo(Path.of("..", "..", "..", "blobs", hub.etag(FakeHub.UNET)));
        assertThat(setting.repository().resolve("refs/main")).hasContent(FakeHub.COMMIT);
        assertThat(HubSetting.tree(setting.repository().resolve("blobs")))
                .containsExactlyElementsOf(
                        NEEDED.stream().map(hub::etag).sorted().toList());
        assertThat(HubSetting.tree(setting.cache.resolve(".locks"))).containsExactly("models--prs--mini/marigold.lock");
    }

    @Test
    void aCheckpointForSomethingElseIsRefusedBeforeItsWeightsAreFetched() throws IOException {
        hub.files.put(
                "model_index.json", "{\"_class_name\": \"MarigoldNormalsPipeline\"}".getBytes(StandardCharsets.UTF_8));

        setting.modality = Modality.DEPTH;
        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(
                        "hf:prs/mini@main must predict DEPTH, got a checkpoint that predicts NORMALS by its model_index.json;"
                                + " its weights were not fetched");
        assertThat(HubSetting.tree(setting.snapshot())).containsExactly("model_index.json");

        setting.modality = Modality.NORMALS;
        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
        assertThat(HubSetting.tree(setting.snapshot())).isEqualTo(NEEDED);
    }

    @Test
    void whatPredictsNothingIsFetchedWhereNothingIsAskedFor() throws IOException {
        hub.files.put(
                "model_index.json", "{\"_class_name\": \"StableDiffusionPipeline\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
        assertThat(HubSetting.tree(setting.snapshot())).isEqualTo(NEEDED);
    }

    @Test
    void secondCallAsksOnlyWhatTheRevisionIs() throws IOException {
        setting.resolve("prs/mini");
        hub.requests.clear();

        setting.resolve("prs/mini");

        assertThat(hub.lines()).containsExactly("GET hub" + FakeHub.LISTING);
    }

    @Test
    void aCommitInTheCacheNeedsNoRequest() throws IOException {
        setting.resolve("prs/mini@" + FakeHub.COMMIT);
        hub.requests.clear();

        Path snapshot = setting.resolve("prs/mini@" + FakeHub.COMMIT);

        assertThat(snapshot).isEqualTo(setting.snapshot());
        assertThat(hub.lines()).isEmpty();
        assertThat(setting.repository().resolve("refs")).doesNotExist();
    }

    @Test
    void revisionsWithSlashesAreQuotedInTheRequestAndFoldersInTheCache() throws IOException {
        setting.resolve("prs/mini@refs/pr/1");

        assertThat(hub.lines()).contains("GET hub/api/models/prs/mini/revision/refs%2Fpr%2F1");
        assertThat(setting.repository().resolve("refs/refs/pr/1")).hasContent(FakeHub.COMMIT);
    }

    @Test
    void aBlobThatIsThereAlreadyIsOnlyLinked() throws IOException {
        setting.write(
                setting.repository().resolve("blobs").resolve(hub.etag(FakeHub.UNET)), hub.files.get(FakeHub.UNET));

        setting.resolve("prs/mini");

        assertThat(hub.seen("GET store/" + FakeHub.UNET)).isEmpty();
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(hub.files.get(FakeHub.UNET));
    }

    @Test
    void aLinkToABlobThatIsGoneIsFetchedAgain() throws IOException {
        setting.resolve("prs/mini");
        Files.delete(setting.repository().resolve("blobs").resolve(hub.etag(FakeHub.UNET)));

        setting.resolve("prs/mini");

        assertThat(hub.seen("GET store/" + FakeHub.UNET)).hasSize(2);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(hub.files.get(FakeHub.UNET));
    }

    @Test
    void anyPrefersFullPrecision() throws IOException {
        hub.files.put("unet/diffusion_pytorch_model.fp16.safetensors", FakeHub.bytes(6, 100));

        assertThat(HubSetting.tree(setting.resolve("prs/mini"))).isEqualTo(NEEDED);
    }

    @Test
    void anyTakesHalfPrecisionWhereThereIsNothingElse() throws IOException {
        hub.rename(FakeHub.UNET, "unet/diffusion_pytorch_model.fp16.safetensors");

        assertThat(HubSetting.tree(setting.resolve("prs/mini")))
                .contains("unet/diffusion_pytorch_model.fp16.safetensors", "vae/diffusion_pytorch_model.safetensors");
    }

    private void offerHalfPrecision() {
        hub.files.put("unet/diffusion_pytorch_model.fp16.safetensors", FakeHub.bytes(6, 100));
        hub.files.put("vae/diffusion_pytorch_model.fp16.safetensors", FakeHub.bytes(7, 100));
        hub.files.put("text_encoder/model.fp16.safetensors", FakeHub.bytes(8, 100));
    }

    @Test
    void halfPrecisionLeavesFullPrecisionThere() throws IOException {
        offerHalfPrecision();
        setting.variant = WeightVariant.FP16;

        assertThat(HubSetting.tree(setting.resolve("prs/mini")).stream().filter(file -> file.endsWith(".safetensors")))
                .containsExactly(
                        "text_encoder/model.fp16.safetensors",
                        "unet/diffusion_pytorch_model.fp16.safetensors",
                        "vae/diffusion_pytorch_model.fp16.safetensors");
    }

    @Test
    void anyOfACommitDoesNotDependOnTheVariantThatWasFetchedBefore() throws IOException {
        offerHalfPrecision();
        setting.variant = WeightVariant.FP16;
        setting.resolve("prs/mini@" + FakeHub.COMMIT);
        setting.variant = WeightVariant.ANY;

        Path snapshot = setting.resolve("prs/mini@" + FakeHub.COMMIT);

        assertThat(HubSetting.tree(snapshot)).containsAll(NEEDED);
        hub.requests.clear();
        setting.resolve("prs/mini@" + FakeHub.COMMIT);
        assertThat(hub.lines()).isEmpty();
    }

    @Test
    void tokenizerOfOneFileIsFetchedWhereThereIsNoOther() throws IOException {
        hub.rename("tokenizer/vocab.json", "tokenizer/tokenizer.json");

        assertThat(HubSetting.tree(setting.resolve("prs/mini"))).contains("tokenizer/tokenizer.json");
        setting.offline = true;
        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
    }

    @Test
    void tokenizerOfOneFileStaysThereWhereTheOtherIs() throws IOException {
        hub.files.put("tokenizer/tokenizer.json", FakeHub.bytes(9, 100));

        assertThat(HubSetting.tree(setting.resolve("prs/mini"))).isEqualTo(NEEDED);
    }

    @Test
    void repositoryWithoutAVocabularyIsRefused() {
        hub.files.remove("tokenizer/vocab.json");

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("hf:prs/mini@main must contain one of [tokenizer/vocab.json, tokenizer/tokenizer.json],"
                        + " and has none of them");
    }

    @Test
    void missingVariantNamesWhatThereIs() {
        setting.variant = WeightVariant.FP16;

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("hf:prs/mini@main must contain one of [text_encoder/model.fp16.safetensors,"
                        + " text_encoder/model.safetensors.index.fp16.json, text_encoder/model.fp16.safetensors.index.json],"
                        + " and has none of them; it has text_encoder/model.safetensors, of another variant than FP16");
    }

    @Test
    void repositoryOfAnotherKindIsRefusedBeforeAnythingIsFetched() {
        hub.files.remove("model_index.json");

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("hf:prs/mini@main must contain model_index.json, which is missing");
        assertThat(hub.lines()).containsExactly("GET hub" + FakeHub.LISTING);
    }

    @Test
    void fetchesTheShardsThatAnIndexLists() throws IOException {
        shardUnet("unet-1-of-2.safetensors", "unet-2-of-2.safetensors");

        assertThat(HubSetting.tree(setting.resolve("prs/mini")).stream().filter(file -> file.startsWith("unet/")))
                .containsExactly(
                        "unet/config.json",
                        "unet/diffusion_pytorch_model.safetensors.index.json",
                        "unet/unet-1-of-2.safetensors",
                        "unet/unet-2-of-2.safetensors");
    }

    @Test
    void secondCallForShardsAsksOnlyWhatTheRevisionIs() throws IOException {
        shardUnet("unet-1-of-2.safetensors", "unet-2-of-2.safetensors");
        setting.resolve("prs/mini");
        hub.requests.clear();

        setting.resolve("prs/mini");

        assertThat(hub.lines()).containsExactly("GET hub" + FakeHub.LISTING);
    }

    @Test
    void anIndexMustNotNameFilesElsewhere() {
        shardUnet("../../../../etc/x.safetensors", "unet-2-of-2.safetensors");

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(setting.snapshot().resolve(UNET_INDEX)
                        + " must map tensors to names of safetensors files beside it,"
                        + " got \"../../../../etc/x.safetensors\"");
    }

    @Test
    void anIndexThatIsNotReadLaterIsRefusedBeforeItsShardsAreFetched() {
        shardUnet("unet-1-of-2.safetensors", "unet-2-of-2.safetensors");
        byte[] index = hub.files.get(UNET_INDEX);
        hub.files.put(UNET_INDEX, (new String(index, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(setting.snapshot().resolve(UNET_INDEX) + " must be JSON: Trailing token");
        assertThat(hub.lines()).noneMatch(line -> line.contains("-of-2"));
    }

    @Test
    void reportsBytesUpToTheSumOfWhatIsFetched() throws IOException {
        setting.resolve("prs/mini");

        long total =
                NEEDED.stream().mapToLong(file -> hub.files.get(file).length).sum();
        assertThat(setting.reports).isNotEmpty().allSatisfy(report -> {
            assertThat(report.stage()).isEqualTo(Stage.DOWNLOAD);
            assertThat(report.total()).isEqualTo(total);
        });
        assertThat(setting.reports).extracting(Progress::done).isSorted();
        assertThat(setting.reports.get(setting.reports.size() - 1).done()).isEqualTo(total);
        assertThat(setting.reports).extracting(Progress::detail).containsOnlyOnceElementsOf(NEEDED);
    }

    @Test
    void nothingIsReportedWhereNothingIsFetched() throws IOException {
        setting.resolve("prs/mini");
        setting.reports.clear();

        setting.resolve("prs/mini");

        assertThat(setting.reports).isEmpty();
    }

    private void shardUnet(String first, String second) {
        hub.files.remove(FakeHub.UNET);
        String json =
                "{\"weight_map\": {\"a\": \"%s\", \"b\": \"%s\", \"c\": \"%s\"}}".formatted(second, first, second);
        hub.files.put(UNET_INDEX, json.getBytes(StandardCharsets.UTF_8));
        hub.files.put("unet/unet-1-of-2.safetensors", FakeHub.bytes(11, 1000));
        hub.files.put("unet/unet-2-of-2.safetensors", FakeHub.bytes(12, 2000));
    }
}
