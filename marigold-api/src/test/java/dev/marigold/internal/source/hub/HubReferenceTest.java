package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubReferenceTest {
    @Test
    void theRevisionIsMainWhereNoneIsGiven() {
        assertThat(HubReference.parse("prs-eth/marigold-depth-v1-1"))
                .isEqualTo(new HubReference("prs-eth", "marigold-depth-v1-1", "main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0", "refs/pr/12", "feature/x+y", "0123456789012345678901234567890123456789"})
    void theRevisionFollowsAnAtSign(String revision) {
        assertThat(HubReference.parse("a/b@" + revision).revision()).isEqualTo(revision);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "b", "a/b/c", "../b", "a/..", "a/b--c", "a/.b", "a/b.", "-a/b", "a\\b/c", "a/b.git", "a/b c", "/a/b"
            })
    void otherNamesAreRefused(String text) {
        assertThatThrownBy(() -> HubReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hf: must be followed by owner/name[@revision], got '%s'", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/x", "x/", "x//y", "x/../y", "..", "x.lock", ".x", "-x", "x\\y", "x y", "x?y", "x@y", "x\ny"
            })
    void otherRevisionsAreRefused(String revision) {
        assertThatThrownBy(() -> HubReference.parse("a/b@" + revision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("revision must be the name of a branch, a tag or a commit, got '%s'", revision);
    }
}
