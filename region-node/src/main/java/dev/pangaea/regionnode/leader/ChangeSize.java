package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import java.util.List;
import java.util.Optional;

/** About how many bytes a change takes, in memory and in a record. */
final class ChangeSize {
  private static final int VERSION_AND_CONTEXT = 64;

  private ChangeSize() {}

  static long of(Change change) {
    return of(change.key(), change.content());
  }

  /** With the version that it will have. */
  static long of(Transaction.Write write) {
    return of(write.key(), write.content());
  }

  /** Of what is met, without its key and version. */
  static long of(Optional<EncodedItem> item) {
    return item.isEmpty() ? 0 : item.get().bytes().length();
  }

  private static long of(EncodedKey key, Content written) {
    int content =
        switch (written) {
          case Content.Present(EncodedItem item) -> item.bytes().length();
          case Content.Deleted() -> 0;
        };
    return key.bytes().length() + content + VERSION_AND_CONTEXT;
  }

  static long of(List<Change> changes) {
    long bytes = 0;
    for (Change change : changes) {
      bytes += of(change);
    }
    return bytes;
  }
}
