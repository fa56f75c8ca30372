package dev.marigold.internal.optional;

import dev.marigold.error.ProviderUnavailableException;

/** Libraries that only some data sets need, and users add themselves. */
public enum OptionalLibrary {
    /** Reads tar files. */
    COMMONS_COMPRESS("A data set in a tar file", "org.apache.commons:commons-compress"),

    /** Reads CSV. */
    JACKSON_CSV("An index in CSV", "com.fasterxml.jackson.dataformat:jackson-dataformat-csv"),

    /** Reads HDF5. */
    JHDF("Hypersim in HDF5", "io.jhdf:jhdf");

    private final String purpose;
    private final String artifact;

    OptionalLibrary(String purpose, String artifact) {
        this.purpose = purpose;
        this.artifact = artifact;
    }

    /** Returns the exception that says what to add. */
    public ProviderUnavailableException missing(NoClassDefFoundError cause) {
        return new ProviderUnavailableException(
                purpose + " needs " + artifact
                        + ", which is not on the class or module path; add it to the application",
                cause);
    }
}
