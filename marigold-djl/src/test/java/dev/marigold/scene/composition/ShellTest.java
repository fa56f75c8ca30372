package dev.marigold.scene.composition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.light.Light;
import dev.marigold.scene.light.LightSample;
import dev.marigold.scene.light.Pane;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    private static final int ROOMS = 300;
    private static final double[] MIDDLE = {0, 0, 0};

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1, 2.2, 3})
    void daylightComesInThroughTheOpeningItself(double height) {
        Vec size = new Vec(4, 3, height);
        int found = 0;
        for (int i = 0; i < ROOMS; i++) {
            Stage stage = new Stage(RandomStream.of(1, i));
            Shell shell = Shell.build(stage, size);
            for (Pane pane : panes(stage)) {
                found++;
                Shell.Wall wall = shell.walls().stream()
                        .filter(Shell.Wall::isOpen)
                        .findFirst()
                        .orElseThrow();
                Vec foot = wall.frame()
                        .moved(wall.opening().x() * wall.length(), 0, 0)
                        .origin();
                Vec middle = pane.frame().origin();

                assertThat(pane.halfX()).isPositive();
                assertThat(pane.halfZ()).isPositive();
                assertThat(Math.hypot(middle.x() - foot.x(), middle.y() - foot.y()))
                        .as("beside the middle of room %d's opening", i)
                        .isLessThan(0.11);
                assertThat(middle.z() - pane.halfZ())
                        .isGreaterThanOrEqualTo(wall.opening().y() - 1e-9);
                assertThat(middle.z() + pane.halfZ()).isLessThan(height);
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1, 2.2, 3})
    void lampsHangInTheRoomAndGiveLight(double height) {
        Vec size = new Vec(4, 3, height);
        for (int i = 0; i < ROOMS; i++) {
            Stage stage = new Stage(RandomStream.of(2, i));
            RoomLight.of(stage, Shell.backed(stage, size));
            for (Light light : stage.world().lights()) {
                if (light instanceof Lamp lamp
                        && Math.hypot(lamp.centre().x(), lamp.centre().y()) < 1) {
                    assertThat(lamp.centre().z()).as("room %d", i).isBetween(lamp.radius() * 0.5, height);
                }
                LightSample sample = new LightSample();
                light.reach(0.2, 0.1, 0, MIDDLE, sample);
                assertThat(sample.red).isNotNegative();
            }
        }
    }

    @Test
    void anOpeningFitsItsWall() {
        Vec small = new Vec(1, 1, 0.6);
        IntStream.range(0, ROOMS).forEach(i -> {
            Shell shell = Shell.build(new Stage(RandomStream.of(3, i)), small);
            for (Shell.Wall wall : shell.walls()) {
                assertThat(wall.opening().y()).isLessThan(small.z() - 0.15);
            }
        });
    }

    private static List<Pane> panes(Stage stage) {
        return stage.world().lights().stream()
                .filter(Pane.class::isInstance)
                .map(Pane.class::cast)
                .toList();
    }
}
