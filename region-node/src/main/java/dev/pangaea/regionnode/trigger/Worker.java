package dev.pangaea.regionnode.trigger;

import dev.pangaea.conflict.bytes.Bytes;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** Where workers are called. Any thread may. */
public interface Worker extends AutoCloseable {
  /**
   * Posts records and returns at once. The listener is called exactly once, within the call's
   * timeout and a moment, on any thread, and must not block.
   */
  void call(Call call, Consumer<Answer> listener);

  /**
   * A call to make.
   *
   * @param records as JSON objects, in their order
   */
  record Call(
      URI url,
      String trigger,
      String triggerId,
      String shard,
      int attempt,
      long timeoutMillis,
      List<Bytes> records) {
    public Call {
      records = List.copyOf(records);
    }
  }

  /** What came of it. */
  sealed interface Answer {
    /** The worker answered. */
    record Replied(int status, Bytes body) implements Answer {}

    /** The worker did not answer. @param reached whether it may have got the call */
    record None(String reason, boolean reached) implements Answer {}
  }

  @Override
  void close();
}
