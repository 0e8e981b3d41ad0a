package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Intakes to bytes and back: how a node tells a replicator what to read, and from where. */
public final class IntakeCodec {
  static final int FORMAT = 1;

  private IntakeCodec() {}

  public static Bytes encode(List<Intake> intakes) {
    ByteWriter to = new ByteWriter(1024);
    to.u8(FORMAT);
    to.varint(intakes.size());
    for (Intake intake : intakes) {
      to.text(intake.table());
      to.u63(intake.partition());
      ChangeCodec.progress(intake.progress(), to);
    }
    return to.written();
  }

  public static List<Intake> decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    from.format(FORMAT);
    List<Intake> intakes = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      String table = from.text();
      int partition = from.u31();
      intakes.add(new Intake(table, partition, ChangeCodec.progress(from)));
    }
    from.end();
    return intakes;
  }
}
