package dev.marigold.internal.source.hub;

import dev.marigold.error.DownloadException;
import dev.marigold.progress.Cancellation;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read by one thread while the client fills it. Unlike an input stream it can be cancelled while it waits, and
 * notices a server that has fallen silent.
 */
final class HubBody implements BodySubscriber<HubBody>, AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int LONGEST_TEXT = 1 << 25;

    private final String source;
    private final Duration silence;
    private final Cancellation cancellation;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> received = new ArrayDeque<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

    HubBody(String source, Duration silence, Cancellation cancellation) {
        this.source = source;
        this.silence = silence;
        this.cancellation = cancellation;
    }

    /** Returns the next bytes; nothing remains in the buffer at the end of the body. */
    ByteBuffer next() throws TransientFailure {
        cancellation.throwIfCancelled();
        while (received.isEmpty()) {
            Signal signal = await();
            if (signal.failure() != null) {
                throw new TransientFailure(
                        "Cannot read %s: %s".formatted(source, HubTransport.reason(signal.failure())),
                        signal.failure());
            }
            if (signal.end()) {
                signals.add(signal);
                return ByteBuffer.allocate(0);
            }
            signal.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(received::add);
            subscription.join().request(1);
        }
        return received.remove();
    }

    /** Returns the whole body, which must be short. */
    byte[] bytes() throws TransientFailure {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer part = next(); part.hasRemaining(); part = next()) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            out.writeBytes(bytes);
            if (out.size() > LONGEST_TEXT) {
                throw new DownloadException("%s must have at most %d bytes".formatted(source, LONGEST_TEXT));
            }
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        CompletableFuture<Void> unused = subscription.thenAccept(Subscription::cancel);
    }

    @Override
    public CompletionStage<HubBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription.complete(newSubscription);
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal(buffers, null, false));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal(List.of(), failure, true));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(List.of(), null, true));
    }

    private Signal await() throws TransientFailure {
        for (long left = silence.toMillis(); left > 0; left -= TICK.toMillis()) {
            cancellation.throwIfCancelled();
            Signal signal = poll();
            if (signal != null) {
                return signal;
            }
        }
        throw new TransientFailure(
                "Cannot read %s: the server sent nothing for %d ms".formatted(source, silence.toMillis()));
    }

    private @Nullable Signal poll() {
        try {
            return signals.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Interruption.cancelled(e);
        }
    }

    private record Signal(
            List<ByteBuffer> buffers, @Nullable Throwable failure, boolean end) {}
}
