package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.DeliveryOutcome.Elsewhere;
import dev.pangaea.conflict.change.DeliveryOutcome.NotWanted;
import dev.pangaea.conflict.change.DeliveryOutcome.Taken;
import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.conflict.change.DeliveryOutcome.Unavailable;
import java.util.ArrayList;
import java.util.List;

/** Delivery outcomes to bytes and back, one for each delivery of a request, in its order. */
public final class DeliveryOutcomeCodec {
  static final int FORMAT = 1;
  private static final int TAKEN = 1;
  private static final int ELSEWHERE = 2;
  private static final int NOT_WANTED = 3;
  private static final int UNAVAILABLE = 4;

  private DeliveryOutcomeCodec() {}

  public static Bytes encode(List<DeliveryOutcome> outcomes) {
    ByteWriter to = new ByteWriter(256);
    to.u8(FORMAT);
    to.varint(outcomes.size());
    outcomes.forEach(outcome -> write(outcome, to));
    return to.written();
  }

  public static List<DeliveryOutcome> decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    from.format(FORMAT);
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      outcomes.add(read(from));
    }
    from.end();
    return outcomes;
  }

  private static void write(DeliveryOutcome outcome, ByteWriter to) {
    switch (outcome) {
      case Taken(Progress standing, Tally tally, long visibleMillis) -> {
        to.u8(TAKEN);
        ChangeCodec.progress(standing, to);
        to.u63(tally.applied());
        to.u63(tally.newerHere());
        to.u63(tally.duplicates());
        to.u63(tally.conflictsWon());
        to.u63(tally.conflictsLost());
        to.u63(tally.refused());
        to.u63(visibleMillis);
      }
      case Elsewhere(Progress standing) -> {
        to.u8(ELSEWHERE);
        ChangeCodec.progress(standing, to);
      }
      case NotWanted() -> to.u8(NOT_WANTED);
      case Unavailable() -> to.u8(UNAVAILABLE);
    }
  }

  private static DeliveryOutcome read(ByteReader from) {
    int tag = from.u8();
    return switch (tag) {
      case TAKEN -> {
        Progress standing = ChangeCodec.progress(from);
        Tally tally =
            new Tally(from.u31(), from.u31(), from.u31(), from.u31(), from.u31(), from.u31());
        yield new Taken(standing, tally, from.u63());
      }
      case ELSEWHERE -> new Elsewhere(ChangeCodec.progress(from));
      case NOT_WANTED -> new NotWanted();
      case UNAVAILABLE -> new Unavailable();
      default -> throw new MalformedBytesException("no delivery outcome has the tag " + tag);
    };
  }
}
