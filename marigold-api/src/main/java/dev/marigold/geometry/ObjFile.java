package dev.marigold.geometry;

import dev.marigold.image.RgbImage;
import dev.marigold.internal.file.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Wavefront files, {@code .obj}: text, metres, {@link Axes#Y_UP}. A texture becomes two files beside it, a material and a PNG picture;
 * colours of vertices follow their positions, an extension that most viewers know.
 */
public final class ObjFile {
    private ObjFile() {}

    /**
     * Writes a mesh. Each file is whole or not there, and replaces one of the same name; the {@code .obj} comes last.
     *
     * @return the files written, the {@code .obj} first
     * @throws IllegalArgumentException if the mesh has no triangles, or its file the name of its material
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(TriangleMesh mesh, Path file) throws IOException {
        GeometryRules.requireTriangles(mesh);
        List<Path> files = new ArrayList<>(List.of(file));
        if (mesh.texture().isPresent()) {
            files.addAll(requireOthers(file, companions(file)));
            RgbImage texture = mesh.texture().get();
            WholeFile.write(files.get(2), out -> Texture.encode(texture, out));
            String material =
                    "newmtl picture\nKa 1 1 1\nKd 1 1 1\nKs 0 0 0\nillum 1\nmap_Kd " + name(files.get(2)) + "\n";
            WholeFile.write(files.get(1), out -> out.write(material.getBytes(StandardCharsets.UTF_8)));
        }
        WholeFile.write(file, out -> {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            writeTo(text, mesh, files);
            text.flush();
        });
        return files;
    }

    private static List<Path> requireOthers(Path file, List<Path> companions) {
        if (companions.contains(file)) {
            throw new IllegalArgumentException(
                    "file must not have the name of its own material or texture, got " + file);
        }
        return companions;
    }

    /**
     * Returns the files that a texture adds: the material and the picture. What may not stand in a name inside such files, a space above
     * all, is an underscore in theirs.
     */
    public static List<Path> companions(Path file) {
        String stem = name(file).replaceFirst("\\.[^.]*$", "").replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return List.of(file.resolveSibling(stem + ".mtl"), file.resolveSibling(stem + "_texture.png"));
    }

    private static void writeTo(Writer text, TriangleMesh mesh, List<Path> files) throws IOException {
        text.write("# metres, x right, y up, z backwards\n");
        if (mesh.texture().isPresent()) {
            text.write("mtllib " + name(files.get(1)) + "\nusemtl picture\n");
        }
        for (int i = 0; i < mesh.vertexCount(); i++) {
            text.write("v "
                    + turned(
                            mesh.positions().get(3 * i),
                            mesh.positions().get(3 * i + 1),
                            mesh.positions().get(3 * i + 2)));
            text.write(mesh.hasColors() ? color(mesh.colorAt(i)) + "\n" : "\n");
        }
        for (int i = 0; i < mesh.vertexCount() && mesh.texture().isPresent(); i++) {
            // The first row of a texture is the lowest one here.
            text.write("vt " + mesh.textureCoordinates().get(2 * i) + " "
                    + (1 - mesh.textureCoordinates().get(2 * i + 1)) + "\n");
        }
        for (int i = 0; i < mesh.vertexCount(); i++) {
            text.write("vn "
                    + turned(
                            mesh.normals().get(3 * i),
                            mesh.normals().get(3 * i + 1),
                            mesh.normals().get(3 * i + 2)) + "\n");
        }
        for (int t = 0; t < mesh.triangleCount(); t++) {
            text.write("f");
            for (int corner = 0; corner < 3; corner++) {
                int number = mesh.vertexOf(t, corner) + 1;
                text.write(" " + number + "/" + (mesh.texture().isPresent() ? number : "") + "/" + number);
            }
            text.write("\n");
        }
    }

    private static String turned(float x, float y, float z) {
        return x + " " + Axes.Y_UP.sign() * y + " " + Axes.Y_UP.sign() * z;
    }

    private static String color(int rgb) {
        return " " + (rgb >> 16 & 255) / 255f + " " + (rgb >> 8 & 255) / 255f + " " + (rgb & 255) / 255f;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
