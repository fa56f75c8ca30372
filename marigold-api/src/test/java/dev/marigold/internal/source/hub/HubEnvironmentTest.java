package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubEnvironmentTest {
    @TempDir
    private Path home;

    @Test
    void nothingSetMeansThePublicHubAndTheCacheInTheHomeDirectory() throws IOException {
        HubEnvironment environment = read(Map.of());

        assertThat(environment.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(environment.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(environment.token()).isEmpty();
        assertThat(environment.offline()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HF_HUB_CACHE, /c, /c",
        "HUGGINGFACE_HUB_CACHE, /c, /c",
        "HF_HOME, /h, /h/hub",
        "XDG_CACHE_HOME, /x, /x/huggingface/hub"
    })
    void eachVariableMovesTheCache(String name, String value, String cache) throws IOException {
        assertThat(read(Map.of(name, value)).cache()).isEqualTo(Path.of(cache).toAbsolutePath());
    }

    @Test
    void theMostSpecificVariableWins() throws IOException {
        Map<String, String> all = Map.of("HF_HUB_CACHE", "/c", "HF_HOME", "/h", "XDG_CACHE_HOME", "/x");

        assertThat(read(all).cache()).isEqualTo(Path.of("/c").toAbsolutePath());
    }

    @Test
    void aTildeIsTheHomeDirectory() throws IOException {
        assertThat(read(Map.of("HF_HOME", "~/hf")).cache()).isEqualTo(home.resolve("hf/hub"));
    }

    /** Java calls the home directory of a user without an entry in the system "?". */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void usersWithoutAHomeDirectoryAreToldWhatToSet() throws IOException {
        ProxySelector none = ProxySelector.of(null);

        assertThat(HubEnvironment.read(Map.of("HF_HUB_CACHE", "/c"), "?", none).cache())
                .isEqualTo(Path.of("/c"));
        assertThat(HubEnvironment.read(Map.of("HOME", "/home/me"), "?", none).cache())
                .isEqualTo(Path.of("/home/me/.cache/huggingface/hub"));
        assertThatThrownBy(() -> HubEnvironment.read(Map.of(), "?", none))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("The user has no home directory to keep checkpoints in: name a folder for them in the"
                        + " environment variable HF_HOME");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "Yes, true", "ON, true", "0, false", "'', false", "no, false"})
    void offlineIsReadAsPythonReadsIt(String value, boolean offline) throws IOException {
        assertThat(read(Map.of("HF_HUB_OFFLINE", value)).offline()).isEqualTo(offline);
    }

    @Test
    void theTokenComesFromTheVariableThenTheFile() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "hf_file\n");

        assertThat(read(Map.of("HF_TOKEN_PATH", file.toString())).token()).isEqualTo("hf_file");
        assertThat(read(Map.of("HF_HOME", home.toString())).token()).isEqualTo("hf_file");
        assertThat(read(Map.of("HF_HOME", home.toString(), "HF_TOKEN", " hf_variable "))
                        .token())
                .isEqualTo("hf_variable");
        assertThat(read(Map.of("HF_HOME", home.toString(), "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"))
                        .token())
                .isEmpty();
    }

    @Test
    void aTokenThatCannotBeSentIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("HF_TOKEN", "hf_a\nb")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HF_TOKEN must contain visible ASCII characters only");
    }

    @Test
    void theTokenIsNotShown() throws IOException {
        assertThat(read(Map.of("HF_TOKEN", "hf_secret")).toString())
                .contains("token=set")
                .doesNotContain("secret");
    }

    @Test
    void theEndpointLosesItsSlash() throws IOException {
        assertThat(read(Map.of("HF_ENDPOINT", "http://mirror:8080/hf/")).endpoint())
                .isEqualTo(URI.create("http://mirror:8080/hf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror",
                "ftp://mirror",
                "http://",
                "https://user:password@mirror",
                "http://a b",
                "https://mirror?x=1",
                "https://mirror/hf/?",
                "https://mirror#x",
                "https://mirror:65536"
            })
    void otherEndpointsAreRefused(String endpoint) {
        assertThatThrownBy(() -> read(Map.of("HF_ENDPOINT", endpoint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "HF_ENDPOINT must be an http or https URL of nothing but host, port and path, got '%s'",
                        endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/x, true", "https://HUGGINGFACE.co:443/x, true", "http://huggingface.co/x, false",
        "https://huggingface.co:8443/x, false", "https://cdn.huggingface.co/x, false",
                "https://huggingface.co.evil.org/x, false"
    })
    void onlySameSchemeHostAndPortIsTheHub(URI uri, boolean hub) throws IOException {
        assertThat(read(Map.of()).isHub(uri)).isEqualTo(hub);
    }

    private HubEnvironment read(Map<String, String> variables) throws IOException {
        return HubEnvironment.read(variables, home.toString(), ProxySelector.of(null));
    }
}
