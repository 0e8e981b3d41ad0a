package dev.pangaea.simulator.link.http;

/** A request that is answered with an error and changes nothing. */
final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  ControlException(int status, String message) {
    super(message);
    this.status = status;
  }

  static ControlException badBody(String reason) {
    return new ControlException(400, "bad request body: " + reason);
  }

  static ControlException missingField(String field) {
    return new ControlException(400, "missing required field: " + field);
  }

  int status() {
    return status;
  }
}
