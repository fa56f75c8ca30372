package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.DownloadException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
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
                .hasMessage("Cannot reach " + hub.endpoint() + FakeHub.LISTING
                        + ": the connection was refused (check the network, HTTPS_PROXY and HF_ENDPOINT, or name a"
                        + " directory), in 3 attempts");
    }

    /** What the client makes of a host that is unknown has no message at all. */
    @Test
    void anUnknownHostIsCalledSo() {
        Exception failure = new ConnectException();
        failure.initCause(new UnresolvedAddressException());

        assertThat(HubTransport.reason(failure)).isEqualTo("the host is unknown");
    }

    @Test
    void theInnermostCauseThatSaysSomethingIsTheReason() {
        IOException silent = new IOException(null, new EOFException());

        assertThat(HubTransport.reason(new IOException("outer", new IOException("inner", silent))))
                .isEqualTo("inner");
        assertThat(HubTransport.reason(silent)).isEqualTo("IOException");
    }
}
