package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.error.DownloadException;
import dev.marigold.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HubResumeTest {
    private static final String GET_UNET = "GET store/" + FakeHub.UNET;

    private FakeHub hub;
    private HubSetting setting;
    private byte[] unet;

    @BeforeEach
    void start(@TempDir Path cache) throws IOException {
        hub = new FakeHub();
        setting = new HubSetting(cache, hub.endpoint());
        unet = hub.files.get(FakeHub.UNET);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void continuesACutConnectionWhereItBroke() throws IOException {
        hub.script(GET_UNET, cut());

        setting.resolve("prs/mini");

        List<FakeHub.Seen> requests = hub.seen(GET_UNET);
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).headers()).doesNotContainKey("Range");
        assertThat(requests.get(1).headers().get("Range")).matches("bytes=[1-9][0-9]*-");
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
        assertThat(setting.incomplete(hub.etag(FakeHub.UNET))).doesNotExist();
        assertThat(setting.waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void whatAnotherProgramAddedMeanwhileIsNotKept() throws IOException {
        Path incomplete = setting.incomplete(hub.etag(FakeHub.UNET));
        setting.write(incomplete, Arrays.copyOf(unet, 150_000));
        AtomicBoolean added = new AtomicBoolean();
        hub.onArrival.put(GET_UNET, () -> {
            if (!added.getAndSet(true)) {
                assertThatNoException().isThrownBy(() -> setting.write(incomplete, Arrays.copyOf(unet, 200_100)));
            }
        });

        setting.resolve("prs/mini");

        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void manyCutsAreFineAsLongAsEachBringsSomething() throws IOException {
        for (int end = 50_000; end <= 150_000; end += 20_000) {
            hub.script(GET_UNET, cutAt(end - 20_000 == 30_000 ? 0 : end - 20_000, end));
        }

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(7);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void continuesWhatAnEarlierProcessLeft() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(1);
        assertThat(hub.seen(GET_UNET).get(0).headers()).containsEntry("Range", "bytes=150000-");
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void continuedBytesAreReportedAsDone() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));

        setting.resolve("prs/mini");

        Progress last = setting.reports.get(setting.reports.size() - 1);
        assertThat(last.done()).isEqualTo(last.total());
    }

    @Test
    void aPartialFileThatIsWholeIsOnlyChecked() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), unet);

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).isEmpty();
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aDamagedPartialFileIsFetchedFromTheStart() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), new byte[150_000]);

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(2);
        assertThat(hub.seen(GET_UNET).get(1).headers()).doesNotContainKey("Range");
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aPartialFileThatIsTooLongIsFetchedFromTheStart() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), new byte[200_001]);

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(1);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aServerThatIgnoresRangesSendsAllAgain() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));
        hub.script(GET_UNET, FakeHub.answer(200, unet));

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(1);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aServerThatSendsAnotherRangeIsAskedForAll() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));
        hub.script(GET_UNET, FakeHub.answer(206, unet).setHeader("Content-Range", "bytes 0-199999/200000"));

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(2);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aServerThatHasNoSuchRangeIsAskedForAll() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));
        hub.script(GET_UNET, FakeHub.answer(416));

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(2);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aWrongHashNamesTheFileAndBothHashesAndLeavesNothing() {
        byte[] wrong = FakeHub.bytes(99, unet.length);
        hub.script(GET_UNET, FakeHub.answer(200, wrong));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("unet/diffusion_pytorch_model.safetensors must have the SHA-256 " + hub.etag(FakeHub.UNET)
                        + ", got " + FakeHub.hex("SHA-256", wrong));
        assertThat(setting.incomplete(hub.etag(FakeHub.UNET))).doesNotExist();
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).doesNotExist();
    }

    @Test
    void smallFilesAreCheckedByTheirGitHash() {
        byte[] wrong = "{\"name\": \"evil/config.json\"}".getBytes(StandardCharsets.UTF_8);
        hub.script("GET hub" + FakeHub.resolve("unet/config.json"), FakeHub.answer(200, wrong));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("unet/config.json must have the git SHA-1 " + hub.etag("unet/config.json")
                        + ", got ebda483e78c08a02db7ae6ced243481c89e2d292");
    }

    @Test
    void aWrongSizeNamesTheFileAndBothSizes() {
        hub.script(GET_UNET, FakeHub.answer(200, Arrays.copyOf(unet, 123)));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("unet/diffusion_pytorch_model.safetensors must have 200000 bytes, got 123");
        assertThat(setting.incomplete(hub.etag(FakeHub.UNET))).doesNotExist();
    }

    @Test
    void aBodyOfUnknownLengthThatGoesOnTooLongIsRefused() {
        Buffer endless = new Buffer().write(unet).write(unet);
        hub.script(GET_UNET, new MockResponse.Builder().chunkedBody(endless, 5000));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("unet/diffusion_pytorch_model.safetensors must have 200000 bytes, got ");
    }

    @Test
    void aBodyOfUnknownLengthIsFine() throws IOException {
        hub.script(GET_UNET, new MockResponse.Builder().chunkedBody(new Buffer().write(unet), 5000));

        setting.resolve("prs/mini");

        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void aServerThatFallsSilentIsLeftAndAskedAgain() throws IOException {
        setting.silence = Duration.ofMillis(300);
        hub.script(GET_UNET, FakeHub.answer(200, unet).onResponseBody(SocketEffect.Stall.INSTANCE));

        setting.resolve("prs/mini");

        assertThat(hub.seen(GET_UNET)).hasSize(2);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(unet);
    }

    @Test
    void connectionsThatAlwaysBreakAreGivenUpAndThePartStays() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));
        for (int i = 0; i < 4; i++) {
            hub.script("GET hub" + FakeHub.resolve(FakeHub.UNET), FakeHub.answer(502));
        }

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("Cannot fetch unet/diffusion_pytorch_model.safetensors of hf:prs/mini@main: "
                        + hub.endpoint() + FakeHub.resolve(FakeHub.UNET) + " answered 502, in 3 attempts");
        assertThat(setting.incomplete(hub.etag(FakeHub.UNET))).hasSize(150_000);
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).doesNotExist();
    }

    @Test
    void aRefusalLeavesThePartForTheNextTime() throws IOException {
        setting.write(setting.incomplete(hub.etag(FakeHub.UNET)), Arrays.copyOf(unet, 150_000));
        hub.script("GET hub" + FakeHub.resolve(FakeHub.UNET), FakeHub.answer(403));

        assertThatThrownBy(() -> setting.resolve("prs/mini")).isInstanceOf(DownloadException.class);

        assertThat(setting.incomplete(hub.etag(FakeHub.UNET))).hasSize(150_000);
    }

    @Test
    void aFullDiskIsAnIoException() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs a device that is always full");
        Path incomplete = setting.incomplete(hub.etag(FakeHub.UNET));
        Files.createDirectories(incomplete.getParent());
        Files.createSymbolicLink(incomplete, full);

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).doesNotExist();
    }

    private MockResponse.Builder cut() {
        return FakeHub.answer(200, unet).onResponseBody(new SocketEffect.CloseSocket());
    }

    private MockResponse.Builder cutAt(int from, int end) {
        byte[] part = Arrays.copyOfRange(unet, from, end);
        return FakeHub.answer(from == 0 ? 200 : 206, part)
                .setHeader("Content-Length", unet.length - from)
                .setHeader("Content-Range", "bytes %d-199999/200000".formatted(from))
                .onResponseEnd(new SocketEffect.CloseSocket());
    }
}
