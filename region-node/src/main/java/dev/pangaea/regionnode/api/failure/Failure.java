package dev.pangaea.regionnode.api.failure;

import java.util.List;
import java.util.Optional;

/**
 * A failed request as its caller is told of it.
 *
 * @param throttling which capacity it lacked, if that is why
 */
public record Failure(ErrorKind kind, Optional<String> message, List<ThrottlingReason> throttling) {
  /** Something broke inside: its caller is told no more than that. */
  public static final Failure INTERNAL = of(ErrorKind.INTERNAL, "Internal server error");

  public Failure {
    throttling = List.copyOf(throttling);
  }

  public Failure(ErrorKind kind, Optional<String> message) {
    this(kind, message, List.of());
  }

  public static Failure of(ErrorKind kind) {
    return new Failure(kind, Optional.empty());
  }

  public static Failure of(ErrorKind kind, String message) {
    return new Failure(kind, Optional.of(message));
  }

  public static Failure validation(String message) {
    return of(ErrorKind.VALIDATION, message);
  }

  /** A parameter that holds something it must not: the words most of DynamoDB's refusals share. */
  public static Failure invalidParameter(String message) {
    return validation("One or more parameter values were invalid: " + message);
  }

  public static Failure serialization(String message) {
    return of(ErrorKind.SERIALIZATION, message);
  }

  public RefusedException refused() {
    return new RefusedException(this);
  }
}
