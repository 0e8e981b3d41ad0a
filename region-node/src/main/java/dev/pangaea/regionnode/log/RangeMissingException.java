package dev.pangaea.regionnode.log;

/**
 * Entries that were asked for are not in the log: it has dropped them by age, or lost them. Trying
 * again does not bring them back; what they said has to come from elsewhere.
 */
public final class RangeMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RangeMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
