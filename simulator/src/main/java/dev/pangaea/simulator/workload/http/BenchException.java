package dev.pangaea.simulator.workload.http;

/** A run that cannot begin or go on; the message is one sentence for the user. */
public final class BenchException extends Exception {
  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
