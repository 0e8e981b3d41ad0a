package dev.pangaea.regionnode.log;

/**
 * The log cannot be reached now, or answers too slowly. Trying again later is all there is to do.
 */
public final class LogUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
