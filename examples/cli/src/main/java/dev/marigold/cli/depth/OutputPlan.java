package dev.marigold.cli.depth;

import dev.marigold.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which file each map goes to, checked for files that would overwrite each other. */
final class OutputPlan {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");
    private static final String UNCERTAINTY = "_depth_uncertainty.npy";

    private final OutputOptions options;
    private final boolean vertexColors;

    /**
     * Creates the plan of a run.
     *
     * @param vertexColors whether meshes have colours of their own, and no texture beside them
     * @param inputs what is read besides the pictures
     * @param checkpoint the directory of the checkpoint, if it is one
     * @throws UsageException if two outputs have the same name, or an output has the name of what is read
     */
    OutputPlan(
            OutputOptions options,
            boolean vertexColors,
            List<Path> images,
            List<Path> inputs,
            Optional<Path> checkpoint) {
        this.options = options;
        this.vertexColors = vertexColors;
        requireDistinct(images, inputs);
        checkpoint.ifPresent(directory -> {
            requireOutside(directory, "--trace", options.trace());
            requireOutside(directory, "--report", options.report());
        });
    }

    /** Returns the files of a picture's depth map by format. */
    Map<DepthFormat, Path> depth(Path image) {
        Map<DepthFormat, Path> files = new LinkedHashMap<>();
        for (DepthFormat format : options.formats()) {
            files.put(format, options.directory().resolve(stem(image) + format.suffix()));
        }
        return files;
    }

    /** Returns the file of a picture's uncertainty. */
    Path uncertainty(Path image) {
        return options.directory().resolve(stem(image) + UNCERTAINTY);
    }

    private List<Path> outputs(Path image) {
        List<Path> outputs = new ArrayList<>();
        depth(image).forEach((format, file) -> {
            outputs.add(file);
            if (!vertexColors) {
                outputs.addAll(format.companions(file));
            }
        });
        if (options.wantsUncertainty()) {
            outputs.add(uncertainty(image));
        }
        return outputs;
    }

    private void requireDistinct(List<Path> images, List<Path> inputs) {
        Map<Path, Path> sources = new HashMap<>();
        for (Path image : images) {
            sources.put(place(image), image);
        }
        inputs.forEach(input -> sources.put(place(input), input));
        Map<Path, Path> writers = new HashMap<>();
        for (Path image : images) {
            for (Path output : outputs(image)) {
                Path place = place(output);
                Path first = writers.putIfAbsent(place, image);
                if (first != null) {
                    throw new UsageException("Pictures must have different names, or each its own --output: " + first
                            + " and " + image + " would both be written to " + output);
                }
                if (sources.containsKey(place)) {
                    throw new UsageException("A map must not replace what is read, use another --output: " + image
                            + " would be written to " + output);
                }
            }
        }
        requireDistinct("--trace", options.trace(), sources, writers);
        options.trace().ifPresent(trace -> writers.put(place(trace), trace));
        requireDistinct("--report", options.report(), sources, writers);
    }

    private static void requireDistinct(
            String option, Optional<Path> file, Map<Path, Path> sources, Map<Path, Path> writers) {
        if (file.isEmpty()) {
            return;
        }
        Path place = place(file.get());
        if (sources.containsKey(place)) {
            throw new UsageException(option + " must not replace what is read, got " + file.get());
        }
        if (writers.containsKey(place)) {
            throw new UsageException(option + " must be another file than the outputs, got " + file.get());
        }
    }

    private static void requireOutside(Path checkpoint, String option, Optional<Path> file) {
        if (file.isPresent() && place(file.get()).startsWith(place(checkpoint))) {
            throw new UsageException(
                    option + " must not be in the directory of the checkpoint, which is read, got " + file.get());
        }
    }

    /** Returns the same path for all that lead to the same place, which need not be there yet. */
    private static Path place(Path path) {
        Path absolute = path.toAbsolutePath();
        for (Path present = absolute; present != null; present = present.getParent()) {
            try {
                return present.toRealPath()
                        .resolve(present.relativize(absolute))
                        .normalize();
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "Not there, perhaps what it is in", e);
            }
        }
        return absolute.normalize();
    }

    private static String stem(Path image) {
        Path last = image.toAbsolutePath().normalize().getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
