package dev.marigold.evaluation;

/** What to do with a prediction that has not the size of the ground truth. */
public enum SizeMismatch {
    /** Record the sample as failed, as the published evaluation would. */
    REFUSE("refuse"),
    /** Resize the prediction bilinearly, if it has the proportions of the ground truth to within a pixel. */
    RESIZE("resize");

    private final String id;

    SizeMismatch(String id) {
        this.id = id;
    }

    /** Returns the name users write. */
    public String id() {
        return id;
    }
}
