package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import java.util.Optional;

/** Decides whether a request's sender is who it says. Any thread may call; no call blocks. */
@FunctionalInterface
public interface Authenticator {
  /** Why the request is turned away, or nothing if it is let in. */
  Optional<Failure> refusal(SignedRequest request);
}
