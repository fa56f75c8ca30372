package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.DownloadException;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HubFailureTest {
    private static final String LIST = "GET hub" + FakeHub.LISTING;

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
    void theTokenIsSentToTheHubAndToNobodyElse() throws IOException {
        setting.token = "hf_secret";

        setting.resolve("prs/mini");

        assertThat(hub.requests)
                .filteredOn(request -> request.server().equals("hub"))
                .allSatisfy(
                        request -> assertThat(request.headers()).containsEntry("Authorization", "Bearer hf_secret"));
        assertThat(hub.requests)
                .filteredOn(request -> request.server().equals("store"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
    }

    @Test
    void theMetadataRequestsToAnotherHostCarryNoToken() throws IOException {
        setting.token = "hf_secret";
        String config = "unet/config.json";
        hub.script(
                "HEAD hub" + FakeHub.resolve(config),
                FakeHub.answer(307).setHeader("Location", hub.store() + "/mirror"));
        hub.script(
                "HEAD store/mirror",
                FakeHub.answer(200)
                        .setHeader("ETag", hub.etag(config))
                        .setHeader("Content-Length", hub.files.get(config).length));

        setting.resolve("prs/mini");

        assertThat(hub.seen("HEAD store/mirror").get(0).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void aRenamedRepositoryIsFollowed() throws IOException {
        hub.script(LIST, FakeHub.answer(307).setHeader("Location", "/api/models/prs/mini/revision/renamed"));

        assertThat(setting.resolve("prs/mini")).isEqualTo(setting.snapshot());
    }

    @Test
    void redirectsInACircleEnd() {
        for (int i = 0; i < 10; i++) {
            hub.script(LIST, FakeHub.answer(302).setHeader("Location", FakeHub.LISTING));
        }

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(hub.endpoint() + FakeHub.LISTING + " must not redirect more than 5 times");
        assertThat(hub.lines()).hasSize(6);
    }

    @Test
    void redirectsToOtherProtocolsAreRefused() {
        hub.script(LIST, FakeHub.answer(302).setHeader("Location", "ftp://example.org/x?signature=secret"));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        hub.endpoint() + FakeHub.LISTING + " must redirect to an https URL, got 'ftp://example.org/x'");
    }

    @Test
    void aPortThatIsNoneIsNotTriedAgain() {
        hub.script(LIST, FakeHub.answer(302).setHeader("Location", "http://localhost:65536/x"));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "Cannot reach http://localhost:65536/x: port out of range:65536 (check the network, HTTPS_PROXY"
                                + " and HF_ENDPOINT, or name a directory)");
        assertThat(setting.waits).isEmpty();
    }

    /** Hugging Face answers so for a name that is misspelt, too. */
    @ParameterizedTest
    @CsvSource({"401, ''", "401, RepoNotFound", "404, RepoNotFound"})
    void aRepositoryThatIsNotShownMayNotExist(int status, String code) {
        hub.script(LIST, FakeHub.answer(status).setHeader("X-Error-Code", code));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("hf:prs/mini@main does not exist, or is private or gated (" + status
                        + "): check its name at " + hub.endpoint() + "/prs/mini; if it is private, set HF_TOKEN to a"
                        + " token that may read it");
    }

    @Test
    void aTokenThatIsRefusedIsToBeRenewedOrLeftOut() {
        setting.token = "hf_secret";
        hub.script(LIST, FakeHub.answer(401));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "The token that was sent for hf:prs/mini@main was refused (401): renew it in HF_TOKEN or with"
                                + " 'hf auth login', or set HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to send none");
    }

    @Test
    void aGatedRepositoryAsksForATokenAndItsLicence() {
        hub.script(
                "HEAD hub" + FakeHub.resolve("model_index.json"),
                FakeHub.answer(401).setHeader("X-Error-Code", "GatedRepo"));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "Access to model_index.json of hf:prs/mini@main was refused (401): set HF_TOKEN to a token that"
                                + " may read it and accept the licence at " + hub.endpoint()
                                + "/prs/mini; no token was sent");
    }

    @Test
    void aGatedFileSaysWhereToAcceptTheLicence() {
        setting.token = "hf_secret";
        hub.script("HEAD hub" + FakeHub.resolve("model_index.json"), FakeHub.answer(403));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "Access to model_index.json of hf:prs/mini@main was refused (403): set HF_TOKEN to a token that may"
                                + " read it and accept the licence at " + hub.endpoint()
                                + "/prs/mini; the token that was sent is not enough");
    }

    @Test
    void anExpiredAddressOfTheStoreIsAskedForAgain() throws IOException {
        hub.script("GET store/" + FakeHub.UNET, FakeHub.answer(403));

        setting.resolve("prs/mini");

        assertThat(hub.seen("GET hub" + FakeHub.resolve(FakeHub.UNET))).hasSize(2);
    }

    @Test
    void anUnknownRepositoryOrRevisionIsNamed() {
        hub.script(LIST, FakeHub.answer(404));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("hf:prs/mini@main does not exist (404): check the repository and the revision at "
                        + hub.endpoint() + "/prs/mini");
    }

    @Test
    void otherAnswersAreNotRepeated() {
        hub.script(LIST, FakeHub.answer(418));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("Cannot fetch hf:prs/mini@main: " + hub.endpoint() + FakeHub.LISTING + " answered 418");
        assertThat(setting.waits).isEmpty();
    }

    @Test
    void aBusyHubIsAskedAgainWhenItSays() throws IOException {
        hub.script(LIST, FakeHub.answer(429).setHeader("Retry-After", "7"));

        setting.resolve("prs/mini");

        assertThat(setting.waits).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aBusyHubMayNameADate() throws IOException {
        hub.script(LIST, FakeHub.answer(429).setHeader("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT"));

        setting.resolve("prs/mini");

        assertThat(setting.waits).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aWaitOfHoursIsAnError() {
        hub.script(LIST, FakeHub.answer(429).setHeader("Retry-After", "3600"));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("Cannot fetch hf:prs/mini@main: " + hub.endpoint() + FakeHub.LISTING
                        + " answered 429; the server asks to wait 3600 s");
        assertThat(setting.waits).isEmpty();
    }

    @Test
    void aFailingHubIsAskedAgainWithGrowingWaits() throws IOException {
        hub.script(LIST, FakeHub.answer(503), FakeHub.answer(522));

        setting.resolve("prs/mini");

        assertThat(setting.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aHubThatFailsForEverIsGivenUp() {
        hub.script(LIST, FakeHub.answer(503), FakeHub.answer(503), FakeHub.answer(503), FakeHub.answer(503));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("Cannot fetch hf:prs/mini@main: " + hub.endpoint() + FakeHub.LISTING
                        + " answered 503, in 3 attempts");
        assertThat(hub.lines()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/etc/passwd", "unet/../../x", "C:/x", "unet\\\\x", "a\\u0000b"})
    void namesThatLeadOutOfTheRepositoryAreRefused(String name) {
        hub.files.put(name, new byte[0]);

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "The hub must list files by paths inside the repository, got '%s'",
                        name.replace("\\\\", "\\").replace("\\u0000", "?"));
        assertThat(setting.repository()).doesNotExist();
    }

    @Test
    void aCommitThatIsNoneIsRefused() {
        hub.script(LIST, FakeHub.answer(200).body("{\"sha\": \"../../x\", \"siblings\": []}"));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage("The hub must answer with a commit id in 'sha', got '../../x'");
    }

    @Test
    void aHashThatIsNoneIsRefused() {
        hub.script(
                "HEAD hub" + FakeHub.resolve("model_index.json"),
                FakeHub.answer(200).setHeader("ETag", "\"../../x\"").setHeader("Content-Length", 3));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "The hub must tell the hash and the size of model_index.json, got ETag '../../x' and size '3' from "
                                + hub.endpoint() + FakeHub.resolve("model_index.json"));
    }

    @Test
    void anAnswerThatIsNotJsonIsRefused() {
        hub.script(LIST, FakeHub.answer(200).body("<html>"));

        assertThatThrownBy(() -> setting.resolve("prs/mini"))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("The hub must answer with JSON: ");
    }
}
