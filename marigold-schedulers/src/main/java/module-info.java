/**
 * The schedulers of the published checkpoints: DDIM, DDPM and LCM.
 *
 * @provides dev.marigold.spi.SchedulerProvider
 */
module dev.marigold.schedulers {
    requires transitive dev.marigold.api;
    requires static org.jspecify;

    exports dev.marigold.schedulers;

    provides dev.marigold.spi.SchedulerProvider with
            dev.marigold.schedulers.DdimSchedulerProvider,
            dev.marigold.schedulers.DdpmSchedulerProvider,
            dev.marigold.schedulers.LcmSchedulerProvider;
}
