package dev.pangaea.dashboards.console.http;

/** A request of the page that is answered with an error. The message is for a person. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
