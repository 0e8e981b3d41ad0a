package dev.pangaea.replicator.deliver;

/** The node has failed too often of late: it was not asked, and is not to be asked for a moment. */
public final class CircuitOpenException extends NodeUnavailableException {
  private static final long serialVersionUID = 1L;

  public CircuitOpenException(Throwable cause) {
    super("the node has failed too often of late", cause);
  }
}
