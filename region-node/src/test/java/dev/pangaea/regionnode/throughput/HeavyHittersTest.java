package dev.pangaea.regionnode.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What the counts promise, against counts of everything. */
class HeavyHittersTest {
  @Property
  void countsAreNeverTooLowAndTooHighByWhatTheySay(
      @ForAll @Size(max = 2000) List<@IntRange(max = 300) Integer> drawn) {
    HeavyHitters hitters = new HeavyHitters();
    Map<EncodedKey, Double> all = new HashMap<>();
    for (int each : drawn) {
      int number = each * each / 300;
      hitters.add(key(number), 1 + number % 3, 0);
      all.merge(key(number), 1.0 + number % 3, Double::sum);
    }
    double total = all.values().stream().mapToDouble(Double::doubleValue).sum();
    List<HotKey> top = hitters.top(HeavyHitters.PLACES);
    assertThat(top.size()).isEqualTo(Math.min(all.size(), HeavyHitters.PLACES));
    for (HotKey hot : top) {
      double counted = all.get(hot.key());
      assertThat(hot.units()).isBetween(counted, counted + hot.tooMuchAtMost());
    }
    assertThat(top.stream().map(HotKey::key).collect(Collectors.toSet()))
        .containsAll(
            all.entrySet().stream()
                .filter(each -> each.getValue() > total / HeavyHitters.PLACES)
                .map(Map.Entry::getKey)
                .toList());
  }

  private static EncodedKey key(int number) {
    return EncodedKey.of(PrimaryKey.of(new StringValue("k" + number)));
  }
}
