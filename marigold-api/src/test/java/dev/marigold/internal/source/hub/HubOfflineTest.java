package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.DownloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HubOfflineTest {
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
    void offlineUsesTheCacheWithoutARequest() throws IOException {
        setting.resolve("prs/mini");
        hub.requests.clear();
        setting.offline = true;

        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
        assertThat(hub.lines()).isEmpty();
    }

    @Test
    void offlineWithoutTheCheckpointSaysWhatIsMissing() {
        setting.offline = true;

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "HF_HUB_OFFLINE is set and the cache %s must have all files of hf:prs/mini@main in variant ANY,"
                                + " which it has not",
                        setting.cache);
        assertThat(hub.lines()).isEmpty();
    }

    @Test
    void aRequestForWhatIsHereUsesTheCacheWithoutARequest() throws IOException {
        setting.resolve("prs/mini");
        hub.requests.clear();
        setting.localOnly = true;

        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
        assertThat(hub.lines()).isEmpty();
    }

    @Test
    void aRequestForWhatIsNotHereSaysWhatIsMissing() {
        setting.localOnly = true;

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "Nothing may be fetched and the cache %s must have all files of hf:prs/mini@main in variant ANY,"
                                + " which it has not",
                        setting.cache);
        assertThat(hub.lines()).isEmpty();
    }

    @Test
    void offlineWithAnotherVariantSaysWhatIsMissing() throws IOException {
        setting.resolve("prs/mini");
        setting.offline = true;
        setting.variant = WeightVariant.FP16;

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("in variant FP16");
    }

    @Test
    void secondChoiceOfACommitIsUsedWhereTheHubIsNotThere() throws IOException {
        hub.rename(FakeHub.UNET, "unet/diffusion_pytorch_model.fp16.safetensors");
        setting.resolve("prs/mini@" + FakeHub.COMMIT);
        hub.close();

        assertThat(setting.resolve("prs/mini@" + FakeHub.COMMIT)).isEqualTo(setting.snapshot());
    }

    @Test
    void anUnfinishedSnapshotDoesNotCount() throws IOException {
        Files.delete(setting.resolve("prs/mini").resolve(FakeHub.UNET));
        setting.offline = true;

        assertThatThrownBy(() -> setting.resolve("prs/mini")).isInstanceOf(DownloadException.class);
    }

    @Test
    void anUnreachableHubIsReplacedByTheCacheAtOnce() throws IOException {
        setting.resolve("prs/mini");
        hub.close();

        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
        assertThat(setting.waits).isEmpty();
    }

    @Test
    void aFailingHubIsReplacedByTheCache() throws IOException {
        setting.resolve("prs/mini");
        hub.script("GET hub" + FakeHub.LISTING, FakeHub.answer(503));

        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
    }

    @Test
    void anUnreachableHubWithoutACacheIsAnError() {
        hub.close();

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("Cannot reach " + hub.endpoint() + FakeHub.LISTING + ": ")
                .hasMessageEndingWith(", in 3 attempts");
    }
}
