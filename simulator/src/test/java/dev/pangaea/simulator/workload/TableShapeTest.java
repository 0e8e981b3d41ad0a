package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableShapeTest {
  private static Map<Long, Long> sizes(TableShape table, LongFunction<Long> key) {
    return LongStream.range(0, table.items())
        .mapToObj(key)
        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
  }

  @Property(tries = 100)
  void everySharedKeyHasAsManyItems(
      @ForAll @IntRange(min = 1, max = 20) int groups,
      @ForAll @IntRange(min = 1, max = 20) int itemsPerKey) {
    TableShape table = new TableShape(groups * itemsPerKey, true, 1, itemsPerKey);
    assertThat(sizes(table, table::group)).hasSize(groups);
    assertThat(sizes(table, table::group).values()).containsOnly((long) itemsPerKey);
    assertThat(sizes(table, table::partition)).isEqualTo(sizes(table, table::group));
  }

  @Property(tries = 100)
  void noTwoItemsHaveTheSameKeyOfTheTable(
      @ForAll @IntRange(min = 1, max = 20) int groups,
      @ForAll @IntRange(min = 1, max = 20) int itemsPerKey,
      @ForAll boolean sortKey) {
    TableShape table = new TableShape(groups * itemsPerKey, sortKey, 1, itemsPerKey);
    long distinct =
        LongStream.range(0, table.items())
            .mapToObj(item -> table.partition(item) + "/" + (sortKey ? table.sort(item) : ""))
            .distinct()
            .count();
    assertThat(distinct).isEqualTo(table.items());
  }

  @Test
  void itemsThatAreApartShareNoKey() {
    TableShape table = new TableShape(100, true, 3, 10).apart();
    assertThat(table.sortKey()).isTrue();
    assertThat(table.indexes()).isZero();
    assertThat(LongStream.range(0, 10_000).map(table::partition)).doesNotHaveDuplicates();
  }

  @Test
  void keysThatDoNotFillTheirGroupsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TableShape(105, true, 0, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new TableShape(105, false, 1, 10));
    assertThat(new TableShape(105, false, 0, 10).grouped()).isFalse();
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> TableShape.simple(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TableShape(10, false, 6, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new TableShape(10, true, 0, 0));
  }
}
