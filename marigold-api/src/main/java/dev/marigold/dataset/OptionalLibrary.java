package dev.marigold.dataset;

import dev.marigold.error.ProviderUnavailableException;

/** Libraries that only some data sets need, and users add themselves. */
enum OptionalLibrary {
    COMMONS_COMPRESS("A data set in a tar file", "org.apache.commons:commons-compress"),
    JACKSON_CSV("An index in CSV", "com.fasterxml.jackson.dataformat:jackson-dataformat-csv");

    private final String purpose;
    private final String artifact;

    OptionalLibrary(String purpose, String artifact) {
        this.purpose = purpose;
        this.artifact = artifact;
    }

    ProviderUnavailableException missing(NoClassDefFoundError cause) {
        return new ProviderUnavailableException(
                purpose + " needs " + artifact
                        + ", which is not on the class or module path; add it to the application",
                cause);
    }
}
