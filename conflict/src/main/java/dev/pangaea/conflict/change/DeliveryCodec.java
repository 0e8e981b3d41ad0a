package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Deliveries to bytes and back: the body of a replicator's request to its region's node. */
public final class DeliveryCodec {
  static final int FORMAT = 1;

  private DeliveryCodec() {}

  public static Bytes encode(List<Delivery> deliveries) {
    ByteWriter to = new ByteWriter(4096);
    to.u8(FORMAT);
    to.varint(deliveries.size());
    for (Delivery delivery : deliveries) {
      to.text(delivery.table());
      to.u63(delivery.partition());
      ChangeCodec.position(delivery.from(), to);
      ChangeCodec.progress(delivery.to(), to);
      ChangeCodec.changes(delivery.changes(), to);
    }
    return to.written();
  }

  public static List<Delivery> decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    from.format(FORMAT);
    List<Delivery> deliveries = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      String table = from.text();
      int partition = from.u31();
      Position position = ChangeCodec.position(from);
      Progress to = ChangeCodec.progress(from);
      deliveries.add(new Delivery(table, partition, position, to, ChangeCodec.changes(from)));
    }
    from.end();
    return deliveries;
  }
}
