package dev.marigold.training.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever a process is killed, a whole checkpoint is left. */
class CheckpointFolderTest {
    private static final int MORE_STEPS_THAN_THERE_ARE = 100;

    @TempDir
    Path folder;

    private int stepsLeft;
    private String failing = "nothing";

    @BeforeEach
    void neverKilled() {
        stepsLeft = Integer.MAX_VALUE;
    }

    /** Stands for the end of a process: nothing runs after it, as nothing here catches errors. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void step(String what) throws IOException {
        if (what.equals(failing)) {
            throw new IOException("cannot " + what);
        }
        if (stepsLeft-- == 0) {
            throw new Killed();
        }
    }

    private CheckpointFolder checkpoints(int kept) {
        return new CheckpointFolder(folder, kept, this::step);
    }

    private void write(CheckpointFolder checkpoints, long updates, String content) throws IOException {
        checkpoints.write(updates, directory -> {
            Files.writeString(directory.resolve("first"), content);
            step("between files");
            Files.writeString(directory.resolve("second"), content);
        });
        checkpoints.deleteOld();
    }

    private static void requireWhole(Path checkpoint) throws IOException {
        assertThat(checkpoint.resolve("second")).hasContent(Files.readString(checkpoint.resolve("first")));
    }

    @Test
    void anEmptyFolderHasNoCheckpoint() throws IOException {
        assertThat(checkpoints(1).recover()).isEmpty();
        assertThat(CheckpointFolder.newest(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void theNewestIsTheOneWithMostUpdates() throws IOException {
        write(checkpoints(5), 9, "nine");
        write(checkpoints(5), 10, "ten");

        assertThat(CheckpointFolder.newest(folder)).hasValue(folder.resolve("checkpoint-00000010"));
    }

    @Test
    void olderOnesAreDeleted() throws IOException {
        for (int i = 1; i <= 4; i++) {
            write(checkpoints(2), i, "content");
        }

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("checkpoint-00000003", "checkpoint-00000004");
    }

    @Test
    void olderOnesStayUntilTheyAreToBeDeleted() throws IOException {
        write(checkpoints(1), 1, "old");

        checkpoints(1).write(2, directory -> {});

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("checkpoint-00000001", "checkpoint-00000002");
    }

    @Test
    void aKillAtAnyStepLeavesAWholeCheckpoint() throws IOException {
        write(checkpoints(1), 1, "old");

        int kills = 0;
        for (int steps = 0; steps < MORE_STEPS_THAN_THERE_ARE; steps++) {
            stepsLeft = steps;
            try {
                write(checkpoints(1), 2 + steps, "new " + steps);
                break;
            } catch (Killed e) {
                kills++;
            }
            requireWhole(CheckpointFolder.newest(folder).orElseThrow());
            stepsLeft = Integer.MAX_VALUE;
            requireWhole(checkpoints(1).recover().orElseThrow());
        }

        assertThat(kills).isGreaterThan(4).isLessThan(MORE_STEPS_THAN_THERE_ARE);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aKillWhileTheOnlyCheckpointIsReplacedLeavesOne() throws IOException {
        write(checkpoints(1), 1, "old");

        int kills = 0;
        for (int steps = 0; steps < MORE_STEPS_THAN_THERE_ARE; steps++) {
            stepsLeft = steps;
            try {
                write(checkpoints(1), 1, "new " + steps);
                break;
            } catch (Killed e) {
                kills++;
            }
            stepsLeft = Integer.MAX_VALUE;
            Optional<Path> recovered = checkpoints(1).recover();
            requireWhole(recovered.orElseThrow());
        }

        assertThat(kills).isGreaterThan(4).isLessThan(MORE_STEPS_THAN_THERE_ARE);
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        List<String> others = List.of("config.yaml.old", "scenes.part", ".a.discarded", ".checkpoint-7.part");
        for (String other : others) {
            Files.createDirectory(folder.resolve(other));
        }
        Files.createDirectory(folder.resolve(".checkpoint-00000007.part"));

        assertThat(checkpoints(1).recover()).isEmpty();

        assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void aFailureWhileWritingIsPassedOnAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> checkpoints(1).write(3, directory -> {
                    Files.writeString(directory.resolve("first"), "a part");
                    throw new IOException("disk is full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk is full");
        assertThat(folder).isEmptyDirectory();
    }

    private void writeOnly(long updates, String content) throws IOException {
        checkpoints(1).write(updates, directory -> Files.writeString(directory.resolve("first"), content));
    }

    @Test
    void anOldOneThatCannotBeDeletedStaysUntilTheNextTime() throws IOException {
        for (int i = 1; i <= 3; i++) {
            writeOnly(i, "content");
        }
        failing = "rename checkpoint-00000001 to .checkpoint-00000001.discarded";

        checkpoints(1).deleteOld();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("checkpoint-00000001", "checkpoint-00000003");

        failing = "nothing";
        checkpoints(1).deleteOld();
        assertThat(folder.toFile().list()).containsExactly("checkpoint-00000003");
    }

    @Test
    void aHalfDeletedOneIsDeletedTheNextTime() throws IOException {
        writeOnly(2, "content");
        Files.createDirectory(folder.resolve(".checkpoint-00000001.discarded"));

        checkpoints(1).deleteOld();

        assertThat(folder.toFile().list()).containsExactly("checkpoint-00000002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename checkpoint-00000001 to .checkpoint-00000001.old",
                "rename .checkpoint-00000001.part to checkpoint-00000001"
            })
    void aCheckpointThatCannotBeRenamedLeavesTheOneThatWasThere(String step) throws IOException {
        writeOnly(1, "old");
        failing = step;

        assertThatThrownBy(() -> writeOnly(1, "new"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot " + step);

        assertThat(folder.toFile().list()).containsExactly("checkpoint-00000001");
        assertThat(folder.resolve("checkpoint-00000001/first")).hasContent("old");
    }
}
