package dev.pangaea.regionnode.api;

import java.util.Optional;

/** What a signature speaks about. */
public interface SignedRequest {
  String method();

  String path();

  /** The query, as sent, without the question mark. */
  Optional<String> query();

  /** A header's value; names know no case. */
  Optional<String> header(String name);

  /** The body as it was received. The caller must not write to it. */
  byte[] body();
}
