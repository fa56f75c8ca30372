package dev.marigold.cli;

import dev.marigold.image.Colormap;
import dev.marigold.image.ResampleMode;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From words on the command line to values of the library. */
final class Converters {
    private Converters() {}

    /** Reads the name of a colour map. */
    static final class ToColormap implements ITypeConverter<Colormap> {
        @Override
        public Colormap convert(String text) {
            return refusable(Colormap::ofId, text);
        }
    }

    /** Reads the name of a way to resize. */
    static final class ToResampleMode implements ITypeConverter<ResampleMode> {
        @Override
        public ResampleMode convert(String text) {
            return refusable(ResampleMode::ofId, text);
        }
    }

    /** Reads the name of an output format. */
    static final class ToFormat implements ITypeConverter<DepthFormat> {
        @Override
        public DepthFormat convert(String text) {
            return refusable(DepthFormat::ofId, text);
        }
    }

    private static <T> T refusable(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
