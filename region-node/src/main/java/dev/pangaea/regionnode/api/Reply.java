package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonContent;

/** What a request comes to. */
public sealed interface Reply {
  /**
   * @param content written once, when and where the reply is sent
   */
  record Success(JsonContent content) implements Reply {}

  record Failed(Failure failure) implements Reply {}
}
