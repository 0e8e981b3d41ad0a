package dev.pangaea.regionnode.store;

import static dev.pangaea.regionnode.store.StoreFixtures.deleted;
import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every store promises of reading ranges of items. */
public abstract class ItemRangeContract {
  private static final PartitionId HERE = new PartitionId(7, 1);
  private static final PartitionId NEIGHBOUR = new PartitionId(7, 2);

  protected abstract Store store();

  @Test
  void givesAPartitionKeysItemsInTheOrderOfTheirSortKeys() {
    for (int sortKey : new int[] {7, -3, 10, 2}) {
      put(HERE, key("a", sortKey), state(100 + sortKey));
    }
    put(HERE, key("b", 1), state(1));
    put(NEIGHBOUR, key("a", 1), state(1));
    KeyRange ofA = KeyRange.beginningWith(ItemPosition.of(partitionKey(key("a", 1))));
    assertThat(read(ofA, true, 9)).containsExactly(97L, 102L, 107L, 110L);
    assertThat(read(ofA, false, 9)).containsExactly(110L, 107L, 102L, 97L);
  }

  @Test
  void stopsWhereItsVisitorDoes() {
    for (int sortKey = 0; sortKey < 10; sortKey++) {
      put(HERE, key("a", sortKey), state(sortKey));
    }
    assertThat(read(KeyRange.ALL, true, 3)).containsExactly(0L, 1L, 2L);
    assertThat(read(KeyRange.ALL, false, 3)).containsExactly(9L, 8L, 7L);
    assertThat(read(beyond(key("a", 2), true), true, 2)).containsExactly(3L, 4L);
    assertThat(read(beyond(key("a", 2), false), false, 9)).containsExactly(1L, 0L);
  }

  @Test
  void passesOverWhatIsDeleted() {
    put(HERE, key("a", 1), state(1));
    put(HERE, key("a", 2), deleted(2));
    put(HERE, key("a", 3), state(3));
    assertThat(read(KeyRange.ALL, true, 9)).containsExactly(1L, 3L);
    assertThat(read(KeyRange.ALL, false, 9)).containsExactly(3L, 1L);
  }

  @Test
  void tellsOfWhatIsDeletedInItsPlaceAndStopsThereIfTold() {
    put(HERE, key("a", 1), state(1));
    put(HERE, key("a", 2), deleted(2));
    put(HERE, key("a", 3), deleted(3));
    put(HERE, key("a", 4), state(4));
    EncodedKey two = key("a", 2);
    EncodedKey three = key("a", 3);
    assertThat(told(KeyRange.ALL, true, 9)).containsExactly(1L, two, three, 4L);
    assertThat(told(KeyRange.ALL, false, 9)).containsExactly(4L, three, two, 1L);
    assertThat(told(KeyRange.ALL, true, 2)).containsExactly(1L, two);
    assertThat(told(KeyRange.ALL, false, 2)).containsExactly(4L, three);
    assertThat(told(beyond(two, true), true, 9)).containsExactly(three, 4L);
    assertThat(told(beyond(two, false), false, 9)).containsExactly(1L);
  }

  @Test
  void readsItemsAsOfTheMomentOfTheCall() {
    put(HERE, key("a", 1), state(1));
    put(HERE, key("a", 3), state(3));
    List<Long> seen = new ArrayList<>();
    store()
        .items(
            HERE,
            KeyRange.ALL,
            true,
            live(
                item -> {
                  seen.add(StoreFixtures.millis(item));
                  put(HERE, key("a", 2), state(2));
                  put(HERE, key("a", 3), deleted(4));
                  return true;
                }));
    assertThat(seen).containsExactly(1L, 3L);
  }

  @Test
  void keepsToItsPartition() {
    put(HERE, key("a", 1), state(1));
    put(NEIGHBOUR, key("a", 2), state(2));
    StoreBatch others = new StoreBatch();
    others.add(new Entry.PutApplied(HERE, StoreFixtures.applied(1)));
    others.add(
        new Entry.PutRefused(
            HERE,
            new RefusedChange(
                1, 0, 5, StoreFixtures.state(1).asChange(StoreFixtures.key("a", 1)))));
    store().commit(others);
    assertThat(read(KeyRange.ALL, true, 9)).containsExactly(1L);
    assertThat(read(KeyRange.ALL, false, 9)).containsExactly(1L);
  }

  @Test
  void givesTheSameAsAFilterOverAllItems() {
    SplittableRandom random = new SplittableRandom(20_261);
    TreeMap<Bytes, Long> naive = new TreeMap<>();
    for (int number = 0; number < 300; number++) {
      EncodedKey key = key("p" + random.nextInt(20), random.nextInt(-50, 50));
      boolean deleted = random.nextInt(5) == 0;
      put(HERE, key, deleted ? deleted(number) : state(number));
      if (deleted) {
        naive.remove(ItemPosition.of(key));
      } else {
        naive.put(ItemPosition.of(key), (long) number);
      }
    }
    List<Bytes> positions = List.copyOf(naive.keySet());
    for (int round = 0; round < 300; round++) {
      KeyRange range = range(positions, random);
      List<Long> expected = new ArrayList<>();
      naive.forEach(
          (position, number) -> {
            if (range.contains(position)) {
              expected.add(number);
            }
          });
      assertThat(read(range, true, 999)).as("%s", range).isEqualTo(expected);
      assertThat(read(range, false, 999)).as("%s", range).isEqualTo(expected.reversed());
    }
  }

  private static KeyRange range(List<Bytes> positions, SplittableRandom random) {
    Bytes one = positions.get(random.nextInt(positions.size()));
    Bytes other = positions.get(random.nextInt(positions.size()));
    return switch (random.nextInt(5)) {
      case 0 -> KeyRange.of(one, other);
      case 1 -> KeyRange.ALL.beyond(one, random.nextBoolean());
      case 2 -> KeyRange.of(one, KeyRange.next(other));
      case 3 ->
          KeyRange.of(
              ItemPosition.ofSlot(random.nextInt(1 << 15)),
              ItemPosition.ofSlot(random.nextInt(1 << 15, 1 << 16)));
      default ->
          KeyRange.beginningWith(
              Bytes.copyOf(Arrays.copyOf(one.shared(), random.nextInt(one.length()))));
    };
  }

  private KeyRange beyond(EncodedKey key, boolean forward) {
    return KeyRange.ALL.beyond(ItemPosition.of(key), forward);
  }

  private List<Long> read(KeyRange range, boolean forward, int most) {
    List<Long> found = new ArrayList<>();
    store()
        .items(
            HERE,
            range,
            forward,
            live(
                item -> {
                  found.add(StoreFixtures.millis(item));
                  return found.size() < most;
                }));
    return found;
  }

  /** What a visitor is told, in one list: an item's number, or a deleted item's key. */
  private List<Object> told(KeyRange range, boolean forward, int most) {
    List<Object> told = new ArrayList<>();
    ItemRangeVisitor visitor =
        new ItemRangeVisitor() {
          @Override
          public boolean visit(EncodedItem item) {
            told.add(StoreFixtures.millis(item));
            return told.size() < most;
          }

          @Override
          public boolean passed(EncodedKey deleted) {
            told.add(deleted);
            return told.size() < most;
          }
        };
    store().items(HERE, range, forward, visitor);
    return told;
  }

  /** Passes over what is deleted. */
  private static ItemRangeVisitor live(ItemVisitor items) {
    return new ItemRangeVisitor() {
      @Override
      public boolean visit(EncodedItem item) {
        return items.visit(item);
      }

      @Override
      public boolean passed(EncodedKey deleted) {
        return true;
      }
    };
  }

  private static EncodedKey partitionKey(EncodedKey key) {
    byte[] bytes = Arrays.copyOf(key.bytes().shared(), key.partitionKeyLength());
    return new EncodedKey(Bytes.owning(bytes), bytes.length);
  }

  private void put(PartitionId partition, EncodedKey key, ItemState state) {
    StoreBatch batch = new StoreBatch();
    batch.add(new Entry.PutItem(partition, key, state));
    store().commit(batch);
  }
}
