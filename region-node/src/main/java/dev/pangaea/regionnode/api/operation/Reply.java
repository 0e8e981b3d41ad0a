package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.causal.Touched;

/** What a request comes to. */
public sealed interface Reply {
  /**
   * @param content written once, when and where the reply is sent
   * @param touched what the request had to do with
   */
  record Success(JsonContent content, Touched touched) implements Reply {
    public Success(JsonContent content) {
      this(content, Touched.NOTHING);
    }
  }

  /**
   * @param details written once, when and where the reply is sent: further members of the object
   *     that tells of the failure
   */
  record Failed(Failure failure, JsonContent details) implements Reply {
    private static final JsonContent NO_DETAILS = to -> {};

    public Failed(Failure failure) {
      this(failure, NO_DETAILS);
    }
  }
}
