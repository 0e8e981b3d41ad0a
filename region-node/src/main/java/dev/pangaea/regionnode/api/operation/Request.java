package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.json.JsonReader;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request to an operation.
 *
 * @param body stands before the body's object; valid during the call only
 * @param endpoint host and port that the caller reached this region at
 * @param header the value of a header by its name, if it has one; valid during the call only
 */
public record Request(JsonReader body, String endpoint, Function<String, Optional<String>> header) {
  /** One without headers. */
  public Request(JsonReader body, String endpoint) {
    this(body, endpoint, name -> Optional.empty());
  }
}
