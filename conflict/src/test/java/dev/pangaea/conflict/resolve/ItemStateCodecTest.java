package dev.pangaea.conflict.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.bytes.Mutations;
import dev.pangaea.conflict.change.AnyChange;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Golden;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.stamp.Mark;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ItemStateCodecTest {
  @Property
  void everyStateComesBack(@ForAll("states") ItemState state) {
    assertThat(ItemStateCodec.decode(ItemStateCodec.encode(state))).isEqualTo(state);
  }

  @Property(tries = 2000)
  void damagedBytesAreRefusedOrAreAStateInItsOneForm(
      @ForAll("states") ItemState state, @ForAll long seed) {
    Bytes damaged = Mutations.damaged(ItemStateCodec.encode(state), seed);
    Mutations.assertOnlyOneFormIsTaken(damaged, ItemStateCodec::decode, ItemStateCodec::encode);
  }

  @Example
  void theBytesOfStatesStay() {
    assertGolden("item-state-present.1.hex", new Content.Present(Golden.ITEM));
    assertGolden("item-state-deleted.1.hex", new Content.Deleted());
  }

  @Example
  void theBytesOfStampsStay() {
    Version before = new Version(HybridTime.of(1_795_000_000_000L, 3), Golden.THERE);
    Count count =
        new Count(before.time(), Golden.VERSION.time(), new BigDecimal("12345678901234567890.5"));
    Count seen = new Count(before.time(), before.time(), BigDecimal.valueOf(-3));
    AttributeStamp number =
        new AttributeStamp(
            before,
            Optional.of(BigDecimal.TEN),
            new TreeMap<>(Map.of(Golden.HERE, count, Golden.THERE, seen)),
            new TreeMap<>(Map.of(Golden.THERE, seen)),
            new TreeMap<>());
    Bytes element =
        SetElements.of(new StringSetValue(new TreeSet<>(List.of("a")))).orElseThrow().first();
    AttributeStamp set =
        new AttributeStamp(
            Stamps.NEVER,
            Optional.empty(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(Map.of(element, new Mark(Golden.SEEN, false))));
    AttributeStamp plain =
        new AttributeStamp(
            Golden.VERSION,
            Optional.empty(),
            new TreeMap<>(Map.of(Golden.THERE, seen)),
            new TreeMap<>(Map.of(Golden.THERE, seen)),
            new TreeMap<>());
    Stamps stamps =
        Stamps.of(Stamps.NEVER, new TreeMap<>(Map.of("n", number, "s", set, "p", plain)));
    assertGolden("item-state-stamped.1.hex", new Content.Present(Golden.ITEM), stamps);
    assertGolden("item-state-deleted-stamped.1.hex", new Content.Deleted(), stamps);
  }

  @Example
  void aStateWhoseContextDoesNotCoverItsVersionIsRefused() {
    ByteWriter to = new ByteWriter(16);
    to.u8(1);
    ChangeCodec.version(Golden.VERSION, to);
    ChangeCodec.context(Context.EMPTY, to);
    ChangeCodec.content(new Content.Deleted(), Stamps.NONE, to);

    assertThatThrownBy(() -> ItemStateCodec.decode(to.written()))
        .isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> new ItemState(Golden.VERSION, Context.EMPTY, new Content.Deleted()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<ItemState> states() {
    return AnyChange.change().map(ItemState::of);
  }

  private static void assertGolden(String file, Content content) {
    assertGolden(file, content, Stamps.NONE);
  }

  private static void assertGolden(String file, Content content, Stamps stamps) {
    ItemState state = new ItemState(Golden.VERSION, Golden.CONTEXT, content, stamps);
    Golden.assertBytes(file, state, ItemStateCodec::encode, ItemStateCodec::decode);
  }
}
