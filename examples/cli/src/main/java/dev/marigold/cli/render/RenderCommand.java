package dev.marigold.cli.render;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.Converters;
import dev.marigold.cli.text.PictureSize;
import dev.marigold.error.CancelledException;
import dev.marigold.scene.SceneGenerator;
import dev.marigold.scene.store.RenderListener;
import dev.marigold.scene.store.SceneFormat;
import dev.marigold.scene.store.SceneMap;
import dev.marigold.scene.store.SceneWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code marigold render}: synthetic scenes to disk. */
@Command(
        name = "render",
        description =
                "Renders synthetic scenes with exact depth. Started again with the same options it goes on where it was stopped;"
                        + " a larger --count adds to what is there. Prints the folder.")
public final class RenderCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--count", required = true, paramLabel = "N", description = "How many scenes there shall be.")
    private long count;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder, made if absent.")
    private Path directory = Path.of("");

    @Option(names = "--seed", paramLabel = "S", description = "Other seeds give other scenes; default: 0.")
    private long seed;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Converters.ToPictureSize.class,
            description = "Pixels of a picture; default: 256x192.")
    private PictureSize size = new PictureSize(256, 192);

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "LIST",
            description =
                    "Kinds of scenes, indoor, outdoor or all; default: all. Kinds: room, corridor, tabletop, street, field,"
                            + " clutter, planes, hall, stairs, courtyard, forest, people, nook.")
    private List<String> kinds = List.of(SceneKinds.ALL);

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = Converters.ToSceneFormat.class,
            description =
                    "png: pictures and an index.csv; jpeg: the same, smaller; raw: rgb.npy, depth.npy, kind.npy and"
                            + " camera.npy; default: png.")
    private SceneFormat format = SceneFormat.PNG;

    @Option(
            names = "--maps",
            split = ",",
            paramLabel = "LIST",
            converter = Converters.ToSceneMap.class,
            description = "Maps to write besides depth, as .npy: normals, albedo; default: none.")
    private List<SceneMap> maps = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: the number of processors.")
    private @Nullable Integer threads;

    public RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = Interruption.watchUntilFinished();
                ProgressDisplay display = new ProgressDisplay(console)) {
            RenderListener listener = (done, total) -> display.show("render", done, total);
            writer(interruption, listener).write(count);
        } catch (CancelledException e) {
            throw new CancelledException("The rendering was stopped; the same command goes on in " + directory, e);
        }
        console.out().println(directory);
        return 0;
    }

    private SceneWriter writer(Interruption interruption, RenderListener listener) {
        try {
            if (count < 1 || count > Integer.MAX_VALUE) {
                throw new UsageException("--count must be in [1, " + Integer.MAX_VALUE + "], got " + count);
            }
            SceneGenerator generator = SceneGenerator.builder()
                    .seed(seed)
                    .size(size.width(), size.height())
                    .kinds(SceneKinds.of(kinds))
                    .build();
            EnumSet<SceneMap> wanted = EnumSet.noneOf(SceneMap.class);
            wanted.addAll(maps);
            SceneWriter.Builder builder = SceneWriter.builder(generator, directory)
                    .format(format)
                    .maps(wanted)
                    .listener(listener)
                    .cancellation(interruption.cancellation());
            return threads == null ? builder.build() : builder.threads(threads).build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
