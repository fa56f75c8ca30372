package dev.marigold.internal.optional;

import dev.marigold.error.ProviderUnavailableException;

/** Libraries that only some data sets need, and users add themselves. */
public enum OptionalLibrary {
    /** Reads tar files. */
    COMMONS_COMPRESS("A data set in a tar file", "org.apache.commons:commons-compress", "org.apache.commons.compress"),

    /** Reads CSV. */
    JACKSON_CSV(
            "An index in CSV",
            "com.fasterxml.jackson.dataformat:jackson-dataformat-csv",
            "com.fasterxml.jackson.dataformat.csv"),

    /** Reads HDF5. */
    JHDF("Hypersim in HDF5", "io.jhdf:jhdf", "io.jhdf");

    private final String purpose;
    private final String artifact;
    private final String module;

    OptionalLibrary(String purpose, String artifact, String module) {
        this.purpose = purpose;
        this.artifact = artifact;
        this.module = module;
    }

    /** Returns the exception that says what to add. */
    public ProviderUnavailableException missing(NoClassDefFoundError cause) {
        return new ProviderUnavailableException(
                purpose + " needs " + artifact
                        + ", which is missing or, on the module path, not resolved; add it to the"
                        + " application, and on the module path --add-modules " + module,
                cause);
    }
}
