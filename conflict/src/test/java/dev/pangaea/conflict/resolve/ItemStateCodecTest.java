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
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
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
    ItemState state = new ItemState(Golden.VERSION, Golden.CONTEXT, content);
    Golden.assertBytes(file, state, ItemStateCodec::encode, ItemStateCodec::decode);
  }
}
