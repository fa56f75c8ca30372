package dev.marigold.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Pages with holes; what is filled in is escaped for HTML. */
final class Template {
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withLoader(Template::open);

    private Template() {}

    /** Fills in a page. */
    static String fill(String name, Object values) {
        try (Reader reader = open(name)) {
            return COMPILER.compile(reader).execute(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) {
        InputStream stream = Template.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("The program lacks its file " + name);
        }
        return new InputStreamReader(stream, UTF_8);
    }
}
