package dev.marigold.error;

/** Known depths do not determine how a prediction is to be turned into metres. */
public final class CalibrationException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public CalibrationException(String message) {
        super(message, null);
    }
}
