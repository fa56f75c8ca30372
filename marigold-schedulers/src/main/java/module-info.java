/** The schedulers of the published checkpoints: DDIM, DDPM and LCM. */
module dev.marigold.schedulers {
    requires transitive dev.marigold.api;
    requires static org.jspecify;
}
