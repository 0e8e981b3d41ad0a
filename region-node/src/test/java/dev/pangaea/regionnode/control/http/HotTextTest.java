package dev.pangaea.regionnode.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.HotTable;
import dev.pangaea.regionnode.throughput.HotKey;
import dev.pangaea.regionnode.throughput.Hotness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HotTextTest {
  private static final RegionName US = new RegionName("us-east-1");

  @Test
  void aKeyIsToldOnlyIfMostOfItsFigureIsItsOwn() {
    assertThat(lines(key("c1", 50, 10), key("c2", 9.8, 9.6)))
        .containsExactly(
            "us-east-1 carts partition 0 0.0 - 100.0 100 %", "us-east-1 carts \"c1\" 50.0 50 %");
  }

  @Test
  void whereEachKeyIsWrittenOnceNoneStandsOut() {
    assertThat(lines(key("c1", 9.8, 9.6), key("c2", 9.8, 9.6)))
        .containsExactly(
            "us-east-1 carts partition 0 0.0 - 100.0 100 %", "us-east-1 carts no key stands out");
  }

  @Test
  void keysThatDoNotStandOutTakeTheRoomOfNone() {
    Stream<HotKey> hidden = IntStream.range(0, 12).mapToObj(each -> key("h" + each, 9.8, 9.6));
    Stream<HotKey> own = IntStream.range(0, 12).mapToObj(each -> key("o" + each, 2, 0));

    assertThat(lines(Stream.concat(hidden, own).toArray(HotKey[]::new)))
        .hasSize(1 + HotTable.KEYS_MAX)
        .contains("us-east-1 carts \"o9\" 2.0 2 %");
  }

  @Test
  void whereNothingWasAskedForATableThatWasNamedIsSaid() {
    assertThat(HotText.text(US, List.of(), Optional.empty()))
        .contains("us-east-1        nothing was asked for since the start");
    assertThat(HotText.text(US, List.of(), Optional.of("carts")).replaceAll(" +", " "))
        .contains("us-east-1 carts nothing was asked for since the start");
  }

  private static List<String> lines(HotKey... written) {
    Hotness hot =
        new Hotness(60, List.of(new Hotness.Partition(0, 0, 100)), List.of(), List.of(written));
    return HotText.text(US, List.of(new HotTable("carts", hot, Map.of())), Optional.empty())
        .lines()
        .skip(1)
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  private static HotKey key(String name, double units, double tooMuchAtMost) {
    return new HotKey(EncodedKey.of(PrimaryKey.of(new StringValue(name))), units, tooMuchAtMost);
  }
}
