package dev.marigold.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The size of a picture in pixels, as {@code 256x192}. */
record SceneSize(int width, int height) {
    static final SceneSize DEFAULT = new SceneSize(256, 192);

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    /** Reads a size. */
    static final class Converter implements ITypeConverter<SceneSize> {
        @Override
        public SceneSize convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("size must be WIDTHxHEIGHT, got '" + text + "'");
            }
            return new SceneSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
