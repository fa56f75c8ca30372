package dev.marigold.cli.training;

import dev.marigold.cli.text.PictureSize;
import dev.marigold.image.ResampleMode;
import dev.marigold.training.Trainer;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.Range;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what is done with samples: sizes, geometry, alterations and normalisation. */
final class SampleSettingsReader {
    private static final Range UNCHANGED = Range.only(1);

    private SampleSettingsReader() {}

    private enum Resize {
        BILINEAR(ResampleMode.BILINEAR),
        NEAREST_EXACT(ResampleMode.NEAREST_EXACT);

        private final ResampleMode mode;

        Resize(ResampleMode mode) {
            this.mode = mode;
        }
    }

    /** Hands the settings on. */
    static void apply(Section section, Trainer.Builder trainer) {
        section.keys("sizes", "resize", "flip", "smallest-crop", "photometric", "normalization");
        if (section.has("sizes")) {
            trainer.sizes(sizes(section));
        }
        trainer.geometry(geometry(section));
        section.findSection("photometric").ifPresent(photos -> trainer.photometric(photometric(photos)));
        section.findSection("normalization").ifPresent(targets -> trainer.normalization(normalization(targets)));
    }

    private static SampleGeometry geometry(Section section) {
        ResampleMode mode = section.choice("resize", Resize.BILINEAR).mode;
        double flip = section.number("flip", 0.5, share -> new SampleGeometry(share, 1, mode));
        double crop = section.number("smallest-crop", 1, share -> new SampleGeometry(flip, share, mode));
        return new SampleGeometry(flip, crop, mode);
    }

    /** Returns the sizes of pictures, of all samples or of one data set. */
    static List<TrainingSize> sizes(Section section) {
        return section.list("sizes", "sizes such as 192x144", SampleSettingsReader::size);
    }

    private static TrainingSize size(String text) {
        PictureSize size = PictureSize.parse(text);
        return new TrainingSize(size.width(), size.height());
    }

    /** Returns whether targets are metres. */
    static boolean areMetres(Section section) {
        return section.findSection("normalization")
                .filter(normalization -> normalization.has("absolute"))
                .isPresent();
    }

    private static DepthNormalization normalization(Section section) {
        section.keys("quantiles", "absolute");
        String key = section.oneOf("quantiles", "absolute");
        List<Double> ends = section.list(key, "two numbers", Double::valueOf);
        return section.check(key, () -> {
            if (ends.size() != 2) {
                throw new IllegalArgumentException("must be two numbers, got " + ends);
            }
            return key.equals("absolute")
                    ? DepthNormalization.absolute(ends.get(0), ends.get(1))
                    : DepthNormalization.quantiles(ends.get(0), ends.get(1));
        });
    }

    private static Photometric photometric(Section section) {
        section.keys("exposure", "colour-cast", "gamma", "contrast", "saturation", "grey", "blur", "noise", "jpeg");
        Photometric.Builder builder = Photometric.builder();
        range(section, "exposure", builder::exposure);
        range(section, "colour-cast", builder::colourCast);
        range(section, "gamma", builder::gamma);
        range(section, "contrast", builder::contrast);
        range(section, "saturation", builder::saturation);
        section.number("grey", 0, builder::grey);
        numbers(section, "blur").ifPresent(pair -> section.check("blur", () -> builder.blur(pair.low(), pair.high())));
        numbers(section, "noise")
                .ifPresent(pair -> section.check("noise", () -> builder.noise(pair.low(), pair.high())));
        numbers(section, "jpeg").ifPresent(pair -> section.check("jpeg", () -> builder.jpeg(pair.low(), pair.high())));
        return builder.build();
    }

    private static void range(Section section, String key, Consumer<Range> setter) {
        Range range = numbers(section, key)
                .map(ends -> section.check(key, () -> new Range(ends.low(), ends.high())))
                .orElse(UNCHANGED);
        section.check(key, () -> {
            setter.accept(range);
            return range;
        });
    }

    /** Two ends, or a probability and a limit. */
    private record Pair(double low, double high) {}

    private static Optional<Pair> numbers(Section section, String key) {
        if (!section.has(key)) {
            return Optional.empty();
        }
        List<Double> values = section.list(key, "two numbers", Double::valueOf);
        return Optional.of(section.check(key, () -> {
            if (values.size() != 2) {
                throw new IllegalArgumentException("must be two numbers, got " + values);
            }
            return new Pair(values.get(0), values.get(1));
        }));
    }
}
