package dev.pangaea.regionnode.verify;

/** A region did not answer, or could not: what it holds is not known now. */
public final class RegionUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public RegionUnavailableException(String message) {
    super(message);
  }

  public RegionUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
