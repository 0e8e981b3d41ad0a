package dev.pangaea.regionnode.http;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

/** Why a request has no answer, for a person. */
public final class NoAnswer {
  private NoAnswer() {}

  /** The JDK's client throws the same, without words, for a host that nobody knows. */
  public static String reason(Throwable failure) {
    if (!(failure instanceof ConnectException)) {
      return String.valueOf(failure.getMessage());
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      }
    }
    return "nobody listens there";
  }
}
