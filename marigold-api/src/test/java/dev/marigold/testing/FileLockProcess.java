package dev.marigold.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process that tries to lock a file, and holds the lock until it is closed. */
public final class FileLockProcess implements AutoCloseable {
    private static final String PROGRAM = """
            import java.nio.channels.FileChannel;
            import java.nio.file.*;
            class Locker {
                public static void main(String[] arguments) throws Exception {
                    FileChannel channel = FileChannel.open(
                            Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    System.out.println(channel.tryLock() == null ? "refused" : "locked");
                    System.in.read();
                }
            }
            """;

    private final Process process;
    private final boolean holds;

    private FileLockProcess(Process process, boolean holds) {
        this.process = process;
        this.holds = holds;
    }

    /**
     * Starts the process and waits until it has tried.
     *
     * @param file made if absent
     */
    public static FileLockProcess lock(Path file) throws IOException {
        Path folder = Files.createTempDirectory("locker");
        Path program = Files.writeString(folder.resolve("Locker.java"), PROGRAM);
        try {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(java, program.toString(), file.toString()).start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new FileLockProcess(process, "locked".equals(out.readLine()));
        } finally {
            Files.delete(program);
            Files.delete(folder);
        }
    }

    /** Tells whether the process got the lock. */
    public boolean holds() {
        return holds;
    }

    /** Ends the process and waits for its end. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
