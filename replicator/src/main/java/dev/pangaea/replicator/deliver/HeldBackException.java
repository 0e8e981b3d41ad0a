package dev.pangaea.replicator.deliver;

/** The batch was not handed over, to keep to the rate limit. The node is not to blame. */
public final class HeldBackException extends NodeUnavailableException {
  private static final long serialVersionUID = 1L;

  public HeldBackException() {
    super("held back to keep to the rate limit");
  }
}
