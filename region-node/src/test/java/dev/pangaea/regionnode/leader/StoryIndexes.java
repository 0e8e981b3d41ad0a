package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The indexes that one node of a story is to keep, and whether it does. */
final class StoryIndexes {
  private static final int SLOTS = 3;

  /**
   * Items by the last character of their content, if it is not the one that the index leaves out.
   */
  private record ByLastCharacter(int number) implements ItemIndex {
    @Override
    public Optional<IndexRow> row(EncodedKey key, EncodedItem encoded, Item item) {
      String content = LeaderFixtures.content(encoded);
      char last = content.charAt(content.length() - 1);
      if (last - '0' == number % SLOTS) {
        return Optional.empty();
      }
      byte[] position = (last + key.toString()).getBytes(StandardCharsets.UTF_8);
      return Optional.of(new IndexRow(Bytes.owning(position), encoded));
    }
  }

  private final TreeMap<Integer, ByLastCharacter> kept = new TreeMap<>();
  private final List<Integer> dropped = new ArrayList<>();
  private int numbers;

  void turn(int slot, boolean on) {
    ByLastCharacter before = kept.remove(slot % SLOTS);
    if (before != null) {
      dropped.add(before.number());
    }
    if (on) {
      numbers++;
      kept.put(slot % SLOTS, new ByLastCharacter(numbers));
    }
  }

  KeptIndexes kept() {
    return new KeptIndexes(List.copyOf(kept.values()), () -> {});
  }

  void dropAgain(Store store) {
    dropped.forEach(number -> store.dropIndex(PARTITION.table(), number));
  }

  /** Each index is a rebuild from the items that it covers; a dropped one has nothing. */
  void check(Store store) {
    for (ByLastCharacter index : kept.values()) {
      IndexState state = store.indexState(PARTITION, index.number());
      TreeMap<Bytes, EncodedItem> rebuilt = new TreeMap<>();
      store.scan(
          PARTITION,
          (key, item) -> {
            if (item.content() instanceof Content.Present(EncodedItem content)
                && state.covers(ItemPosition.of(key))) {
              index
                  .row(key, content, content.decode())
                  .ifPresent(row -> rebuilt.put(row.position(), row.item()));
            }
          });
      assertThat(rows(store, index.number())).containsExactlyElementsOf(rebuilt.values());
      assertThat(state.rows()).isEqualTo(rebuilt.size());
      assertThat(state.rowBytes())
          .isEqualTo(
              rebuilt.entrySet().stream()
                  .mapToLong(row -> row.getKey().length() + row.getValue().bytes().length())
                  .sum());
    }
    dropped.forEach(number -> assertThat(rows(store, number)).isEmpty());
  }

  void checkWhole(Store store) {
    for (ByLastCharacter index : kept.values()) {
      assertThat(store.indexState(PARTITION, index.number()).whole()).isTrue();
    }
  }

  private static List<EncodedItem> rows(Store store, int index) {
    List<EncodedItem> rows = new ArrayList<>();
    store.index(PARTITION.table(), index, KeyRange.ALL, true, rows::add);
    return rows;
  }
}
