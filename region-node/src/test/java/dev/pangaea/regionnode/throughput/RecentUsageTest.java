package dev.pangaea.regionnode.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentUsageTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Usage usage = new Usage(2, nanos::get, () -> true);

  @Test
  void tellsOfTheLastMinutesOnly() {
    usage.written(0, key("old", "1"), 600);
    pass(61);
    usage.written(1, key("new", "1"), 30);
    usage.written(1, key("new", "2"), 31);
    assertThat(usage.recent().hotness().writes())
        .extracting(HotKey::key)
        .containsExactly(key("old"), key("new"));
    pass(61);
    usage.written(1, key("new", "3"), 61);
    pass(1);

    Hotness hotness = usage.recent().hotness();
    assertThat(hotness.seconds()).isEqualTo(62);
    assertThat(hotness.partitions())
        .containsExactly(new Hotness.Partition(0, 0, 0), new Hotness.Partition(1, 0, 122 / 62.0));
    assertThat(hotness.writes()).extracting(HotKey::key).containsExactly(key("new"));
    assertThat(hotness.reads()).isEmpty();
  }

  @Test
  void aKeyThatWasLookedAtOnceDoesNotStandOut() {
    usage.written(0, key("once", "1"), 1);
    usage.written(0, key("again", "1"), 1);
    usage.written(0, key("again", "2"), 1);
    pass(1);

    assertThat(usage.recent().hotness().writes())
        .filteredOn(HotKey::standsOut)
        .extracting(HotKey::key)
        .containsExactly(key("again"));
  }

  @Test
  void aKeyThatStandsOutIsToldHoweverManyTakeMoreAndDoNot() {
    for (int number = 0; number < 20; number++) {
      usage.written(0, key("once" + number, "1"), 10);
    }
    usage.written(0, key("again", "1"), 2);
    usage.written(0, key("again", "2"), 2);
    pass(1);

    assertThat(usage.recent().hotness().writes())
        .filteredOn(HotKey::standsOut)
        .extracting(HotKey::key)
        .containsExactly(key("again"));
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private static EncodedKey key(String partitionKey) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(partitionKey)));
  }

  private static EncodedKey key(String partitionKey, String sortKey) {
    return EncodedKey.of(
        new PrimaryKey(new StringValue(partitionKey), Optional.of(new StringValue(sortKey))));
  }
}
