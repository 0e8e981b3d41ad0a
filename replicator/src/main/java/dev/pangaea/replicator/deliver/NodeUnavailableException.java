package dev.pangaea.replicator.deliver;

/**
 * The node did not answer, or not with an answer. What it was asked may have happened. Asking again
 * is right, later.
 */
public class NodeUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public NodeUnavailableException(String message) {
    super(message);
  }

  public NodeUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
