package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import java.util.List;

/** About how many bytes a change takes, in memory and in a record. */
final class ChangeSize {
  private static final int VERSION_AND_CONTEXT = 64;

  private ChangeSize() {}

  static long of(Change change) {
    int content =
        switch (change.content()) {
          case Content.Present(EncodedItem item) -> item.bytes().length();
          case Content.Deleted() -> 0;
        };
    return change.key().bytes().length() + content + VERSION_AND_CONTEXT;
  }

  static long of(List<Change> changes) {
    long bytes = 0;
    for (Change change : changes) {
      bytes += of(change);
    }
    return bytes;
  }
}
