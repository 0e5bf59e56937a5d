package trialner.spark;

import java.nio.charset.StandardCharsets;

/** What the core has to say about a wrong parameter, model or table: one line with what is wrong and what to do. */
public final class TrialNERException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status of {@code trialner.h}. */
    private final int status;

    TrialNERException(int status, byte[] message) {
        this(status, new String(message, StandardCharsets.UTF_8));
    }

    TrialNERException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status, as {@code trialner_status} in {@code trialner.h} numbers them. */
    public int getStatus() {
        return status;
    }
}
