/** A scheduler and a backend for Marigold that are not part of Marigold. */
module com.example.marigold {
    requires static org.jspecify;
    requires transitive dev.marigold.api;
    requires dev.marigold.schedulers;
    requires java.net.http;
    requires jdk.httpserver;

    exports com.example.marigold.dpmsolver;
    exports com.example.marigold.remote;

    provides dev.marigold.spi.DiffusionBackendProvider with
            com.example.marigold.remote.RemoteBackendProvider;
    provides dev.marigold.spi.SchedulerProvider with
            com.example.marigold.dpmsolver.DpmSolverProvider;
}
