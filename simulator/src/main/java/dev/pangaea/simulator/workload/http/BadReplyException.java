package dev.pangaea.simulator.workload.http;

import java.io.IOException;

/** The bytes of a connection are not an HTTP/1.1 reply; the connection is of no more use. */
final class BadReplyException extends IOException {
  private static final long serialVersionUID = 1L;

  BadReplyException(String message) {
    super(message);
  }
}
