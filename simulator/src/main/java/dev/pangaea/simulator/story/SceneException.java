package dev.pangaea.simulator.story;

/** A step did not come about; the message says why. */
public final class SceneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SceneException(String message) {
    super(message);
  }

  public SceneException(String message, Throwable cause) {
    super(message, cause);
  }
}
