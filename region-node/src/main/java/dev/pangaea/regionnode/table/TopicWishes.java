package dev.pangaea.regionnode.table;

import java.util.List;

/** Which tables' changes are wanted on a topic. Threads as with {@link Tables}. */
public interface TopicWishes {
  /** Whether the whole catalog is known. */
  boolean known();

  /** Tables that are gone are among them: what their streams hold still is wanted. */
  List<TopicWish> topicWishes();
}
