package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a reader wants to have been taken in: opaque to it, a line of text. Several tokens, with
 * commas between them, are one.
 */
public record CausalToken(List<Mark> marks) {
  /** Of the text: more than a transaction's token can have. */
  public static final int LENGTH_MAX = 6 * 1024;

  private static final int FORMAT = 1;
  private static final int ROOM = 64;
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

  public CausalToken {
    marks = List.copyOf(marks);
  }

  public String text() {
    ByteWriter to = new ByteWriter(ROOM);
    to.u8(FORMAT);
    to.varint(marks.size());
    for (Mark mark : marks) {
      to.text(mark.table());
      to.varint(mark.partition());
      to.text(mark.region().value());
      to.i64(mark.clock().packed());
    }
    return TO_TEXT.encodeToString(to.written().shared());
  }

  /** Empty for a text that is no token, or tokens. */
  public static Optional<CausalToken> of(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    List<Mark> marks = new ArrayList<>();
    try {
      for (String each : text.split(",", -1)) {
        add(Bytes.owning(FROM_TEXT.decode(each.strip())), marks);
      }
      return Optional.of(new CausalToken(marks));
    } catch (MalformedBytesException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static void add(Bytes bytes, List<Mark> marks) {
    ByteReader from = new ByteReader(bytes);
    from.format(FORMAT);
    for (int left = from.count(); left > 0; left--) {
      marks.add(
          new Mark(
              from.text(), from.u31(), new RegionName(from.text()), new HybridTime(from.i64())));
    }
    from.end();
  }
}
