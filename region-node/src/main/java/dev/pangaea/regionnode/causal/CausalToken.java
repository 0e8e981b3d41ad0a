package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a reader wants to have been taken in: opaque to it, a line of text. Several tokens, with
 * commas between them, are one.
 *
 * <p>The text of a hundred marks, as many as a transaction may leave, is at most about 4,000
 * characters long, whatever the tables' names are: clients fail on larger headers, and that on a
 * write that counts.
 */
public record CausalToken(List<Mark> marks) {
  /** Of the text that is taken: more than is ever given. */
  public static final int LENGTH_MAX = 6 * 1024;

  /** Of the text with whole names of tables; beyond it they are shortened. */
  private static final int WHOLE_NAMES_MAX = 1024;

  private static final int FORMAT = 2;
  private static final int ROOM = 64;
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

  /** What is named once for all its partitions. */
  private record Source(String table, RegionName region) {}

  public CausalToken {
    marks = List.copyOf(marks);
  }

  public String text() {
    String whole = text(name -> name);
    return whole.length() <= WHOLE_NAMES_MAX ? whole : text(TokenTables::shortened);
  }

  private String text(UnaryOperator<String> named) {
    Map<Source, List<Mark>> bySource = new LinkedHashMap<>();
    for (Mark mark : marks) {
      bySource
          .computeIfAbsent(
              new Source(named.apply(mark.table()), mark.region()), none -> new ArrayList<>())
          .add(mark);
    }
    List<RegionName> regions = marks.stream().map(Mark::region).distinct().toList();
    ByteWriter to = new ByteWriter(ROOM);
    to.u8(FORMAT);
    to.varint(regions.size());
    regions.forEach(region -> to.text(region.value()));
    to.varint(bySource.size());
    bySource.forEach(
        (source, here) -> {
          to.text(source.table());
          to.varint(regions.indexOf(source.region()));
          to.varint(here.size());
          for (Mark mark : here) {
            to.varint(mark.partition());
            to.i64(mark.clock().packed());
          }
        });
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
    List<RegionName> regions = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      regions.add(new RegionName(from.text()));
    }
    for (int left = from.count(); left > 0; left--) {
      String table = from.text();
      int region = from.u31();
      if (region >= regions.size()) {
        throw new MalformedBytesException("a token names a region that it does not list");
      }
      for (int here = from.count(); here > 0; here--) {
        marks.add(new Mark(table, from.u31(), regions.get(region), new HybridTime(from.i64())));
      }
    }
    from.end();
  }
}
