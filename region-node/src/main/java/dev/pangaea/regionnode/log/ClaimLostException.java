package dev.pangaea.regionnode.log;

/**
 * Another writer of the name has claimed since. It may live and claim again whenever it loses the
 * claim, so whoever wants it back waits, and longer each time.
 */
public final class ClaimLostException extends Exception {
  private static final long serialVersionUID = 1L;

  public ClaimLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
