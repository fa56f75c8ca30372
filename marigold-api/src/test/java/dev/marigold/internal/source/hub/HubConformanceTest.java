package dev.marigold.internal.source.hub;

import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.testkit.CheckpointSourceConformance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class HubConformanceTest extends CheckpointSourceConformance {
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

    @Override
    protected CheckpointSourceProvider provider() {
        return setting.source();
    }

    @Override
    protected String existing() {
        return "prs/mini";
    }

    @Override
    protected String missing() {
        return "prs/none@main";
    }

    @Override
    protected List<String> malformed() {
        return List.of("", "mini", "prs/mini/2", "prs/mini@", "prs/mi ni");
    }
}
