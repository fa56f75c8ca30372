package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.CancelledException;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.testing.FileLockProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HubConcurrencyTest {
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
    void threadsWithTheirOwnSourcesFetchEachFileOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Path> fetch = () -> setting.resolve("prs/mini");
        try {
            List<Path> snapshots = new ArrayList<>();
            for (Future<Path> result : threads.invokeAll(List.of(fetch, fetch, fetch, fetch))) {
                snapshots.add(result.get());
            }

            assertThat(snapshots).containsOnly(setting.snapshot());
            assertThat(hub.lines().stream().filter(line -> line.startsWith("GET store") || line.contains("/resolve/")))
                    .doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void cancellationLeavesThePartAndNoEntry() {
        hub.files.put(FakeHub.UNET, FakeHub.bytes(2, 1_000_000));

        assertThatThrownBy(() -> setting.source().resolve("prs/mini", stopInsideUnet(setting.cancellation::cancel)))
                .isInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled");
        assertThat(setting.incomplete(hub.etag(FakeHub.UNET))).isNotEmptyFile();
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).doesNotExist();
        assertThat(setting.repository().resolve("refs")).doesNotExist();
    }

    @Test
    void interruptionIsCancellationAndKeepsTheStatus() {
        hub.files.put(FakeHub.UNET, FakeHub.bytes(2, 1_000_000));
        Runnable interrupt = Thread.currentThread()::interrupt;

        assertThatThrownBy(() -> setting.source().resolve("prs/mini", stopInsideUnet(interrupt)))
                .isInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled: its thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(setting.snapshot().resolve(FakeHub.UNET)).doesNotExist();
    }

    @Test
    void cancellationIsNoticedWhileTheServerIsSilent() {
        hub.script("GET store/" + FakeHub.UNET, FakeHub.answer(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        hub.onArrival.put("GET store/" + FakeHub.UNET, setting.cancellation::cancel);

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled");
    }

    @Test
    void interruptionIsNoticedWhileTheServerIsSilent() {
        Thread caller = Thread.currentThread();
        hub.script("GET store/" + FakeHub.UNET, FakeHub.answer(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        hub.onArrival.put("GET store/" + FakeHub.UNET, caller::interrupt);

        assertThatThrownBy(() -> setting.resolve("prs/mini")).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCancelledRequestIsNotSent() {
        setting.cancellation.cancel();

        assertThatThrownBy(() -> setting.resolve("prs/mini")).isInstanceOf(CancelledException.class);
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void afterCancellationTheNextRequestContinues() throws IOException {
        hub.files.put(FakeHub.UNET, FakeHub.bytes(2, 1_000_000));
        assertThatThrownBy(() -> setting.source().resolve("prs/mini", stopInsideUnet(setting.cancellation::cancel)))
                .isInstanceOf(CancelledException.class);
        HubSetting next = new HubSetting(setting.cache, hub.endpoint());

        next.resolve("prs/mini");

        assertThat(next.snapshot().resolve(FakeHub.UNET)).hasBinaryContent(hub.files.get(FakeHub.UNET));
    }

    @Test
    void anotherProcessThatHoldsTheLockIsWaitedFor(@TempDir Path folder) throws Exception {
        FileLockProcess holder = FileLockProcess.lock(folder.resolve("marigold.lock"));
        assertThat(holder.holds()).isTrue();
        List<Integer> waits = new ArrayList<>();

        RepositoryLock lock = RepositoryLock.acquire(
                folder,
                (wait, cancellation) -> {
                    waits.add(1);
                    holder.close();
                },
                new Cancellation());

        lock.close();
        assertThat(waits).isNotEmpty();
    }

    @Test
    void waitingForTheLockCanBeCancelled(@TempDir Path folder) throws Exception {
        RepositoryLock held = RepositoryLock.acquire(folder, Pause.real(), new Cancellation());
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<RepositoryLock> second =
                    threads.submit(() -> RepositoryLock.acquire(folder, Pause.real(), cancellation));

            assertThatThrownBy(second::get).hasCauseInstanceOf(CancelledException.class);
        } finally {
            threads.shutdownNow();
            held.close();
        }
    }

    private CheckpointRequest stopInsideUnet(Runnable stop) {
        ProgressListener listener = report -> {
            if (report.detail().equals(FakeHub.UNET)) {
                stop.run();
            }
        };
        return CheckpointRequest.builder(getClass().getClassLoader())
                .listener(listener)
                .cancellation(setting.cancellation)
                .build();
    }
}
