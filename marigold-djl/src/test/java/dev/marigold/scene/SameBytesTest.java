package dev.marigold.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Scenes are the same bytes on every machine. Whoever changes what scenes look like raises the generator's version and replaces these numbers,
 * which a failure prints.
 */
class SameBytesTest {
    private static final String EXPECTED = """
            room efeff19e
            corridor 415b4fbb
            tabletop 60defdd1
            street ad5c17ce
            field edd46e39
            clutter 26d8d1ef
            planes 2ddec2dc
            hall fd849404
            stairs 6810efd2
            courtyard 87f537
            forest e81dec0b
            people de7a706e
            nook 7c1f4a8b""";

    @Test
    void picturesAndDepthOfEveryKindAreThoseOfThisVersion() {
        String found = Arrays.stream(SceneKind.values())
                .map(kind -> kind.id() + " " + Long.toHexString(checksum(kind)))
                .collect(Collectors.joining("\n"));

        assertThat(found).isEqualTo(EXPECTED);
    }

    private static long checksum(SceneKind kind) {
        SceneGenerator generator = SceneGenerator.builder()
                .seed(2026)
                .size(32, 24)
                .kinds(Set.of(kind))
                .build();
        CRC32 crc = new CRC32();
        for (int i = 0; i < 3; i++) {
            RenderedScene scene = generator.render(i);
            crc.update(scene.rgb());
            float[] depth = scene.depth().toArray();
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * depth.length);
            bytes.asFloatBuffer().put(depth);
            crc.update(bytes.array());
        }
        return crc.getValue();
    }
}
