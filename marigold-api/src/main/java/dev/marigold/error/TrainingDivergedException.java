package dev.marigold.error;

/** A training was stopped because its loss was no number any more. */
public final class TrainingDivergedException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which update and what loss
     */
    public TrainingDivergedException(String message) {
        super(message, null);
    }
}
