package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Stamped;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;

/** Item states to bytes and back: what a store keeps as a key's value. */
public final class ItemStateCodec {
  static final int FORMAT = 1;

  /** Enough for a version and a context of few regions. */
  private static final int VERSION_ROOM = 128;

  private ItemStateCodec() {}

  public static Bytes encode(ItemState state) {
    ByteWriter to =
        new ByteWriter(VERSION_ROOM + ChangeCodec.roomFor(state.content(), state.stamps()));
    write(state, to);
    return to.written();
  }

  public static void write(ItemState state, ByteWriter to) {
    to.u8(FORMAT);
    ChangeCodec.version(state.version(), to);
    ChangeCodec.context(state.context(), to);
    ChangeCodec.content(state.content(), state.stamps(), to);
  }

  public static ItemState decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    ItemState state = read(from);
    from.end();
    return state;
  }

  public static ItemState read(ByteReader from) {
    from.format(FORMAT);
    Version version = ChangeCodec.version(from);
    Context context = ChangeCodec.context(from);
    ChangeCodec.checkCovers(context, version);
    Stamped stamped = ChangeCodec.stamped(from);
    return new ItemState(version, context, stamped.content(), stamped.stamps());
  }

  /** Reads only what was written, past its version and context. */
  public static Content readContent(ByteReader from) {
    from.format(FORMAT);
    ChangeCodec.skipVersion(from);
    ChangeCodec.skipContext(from);
    return ChangeCodec.content(from);
  }
}
