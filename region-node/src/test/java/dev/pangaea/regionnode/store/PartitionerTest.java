package dev.pangaea.regionnode.store;

import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionerTest {
  @Test
  void isTheSameForEver() {
    assertThat(Partitioner.partition(key("cart-7", 1), 8)).isEqualTo(3);
    assertThat(Partitioner.slot(key("cart-7", 1))).isEqualTo(3535);
  }

  @Test
  void looksAtThePartitionKeyOnly() {
    assertThat(Partitioner.slot(key("a", 1))).isEqualTo(Partitioner.slot(key("a", 2)));
  }

  @Test
  void fillsEqualSharesOfTheSlotsOfEachPartitionAlike() {
    int partitions = 3;
    int shares = 8;
    int[][] counts = new int[partitions][shares];
    for (int number = 0; number < 24_000; number++) {
      int slot = Partitioner.slot(key("customer-" + number, 0));
      int partition = Partitioner.partition(key("customer-" + number, 0), partitions);
      counts[partition][slot / (Partitioner.SLOTS / shares)]++;
    }
    for (int[] ofPartition : counts) {
      for (int count : ofPartition) {
        assertThat(count).isBetween(850, 1150);
      }
    }
  }
}
