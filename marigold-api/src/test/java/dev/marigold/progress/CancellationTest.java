package dev.marigold.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.CancelledException;
import org.junit.jupiter.api.Test;

class CancellationTest {
    @Test
    void aFollowerFiresWithTheOneItFollows() {
        Cancellation first = new Cancellation();
        Cancellation follower = Cancellation.following(Cancellation.following(first));
        assertThatCode(follower::throwIfCancelled).doesNotThrowAnyException();

        first.cancel();

        assertThat(follower.isCancelled()).isTrue();
        assertThatThrownBy(follower::throwIfCancelled).isInstanceOf(CancelledException.class);
    }

    @Test
    void aFollowerThatFiresLeavesTheOtherOneAlone() {
        Cancellation first = new Cancellation();
        Cancellation follower = Cancellation.following(first);

        follower.cancel();

        assertThat(follower.isCancelled()).isTrue();
        assertThat(first.isCancelled()).isFalse();
    }
}
