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
      @ForAll @Size(max = 2000) List<@IntRange(max = 1203) Integer> drawn) {
    HeavyHitters hitters = new HeavyHitters();
    Map<EncodedKey, Double> all = new HashMap<>();
    double total = 0;
    for (int each : drawn) {
      int number = each / 4 * (each / 4) / 300;
      double units = 1 + number % 3;
      double unsure = units * (each % 4) / 4;
      hitters.add(key(number), units, unsure);
      all.compute(key(number), (key, own) -> own == null ? units - unsure : own + units);
      total += units;
    }
    double share = total / HeavyHitters.PLACES;
    List<HotKey> top = hitters.mostFirst();
    assertThat(top.size()).isEqualTo(Math.min(all.size(), HeavyHitters.PLACES));
    for (HotKey hot : top) {
      double counted = all.get(hot.key());
      assertThat(hot.units()).isBetween(counted, counted + hot.tooMuchAtMost());
    }
    assertThat(top.stream().map(HotKey::key).collect(Collectors.toSet()))
        .containsAll(
            all.entrySet().stream()
                .filter(each -> each.getValue() > share)
                .map(Map.Entry::getKey)
                .toList());
  }

  private static EncodedKey key(int number) {
    return EncodedKey.of(PrimaryKey.of(new StringValue("k" + number)));
  }
}
