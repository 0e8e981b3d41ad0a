package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.version.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries to bytes and back: the body of a replicator's request to its region's node. The second
 * format has what sources told on the way, where one did.
 */
public final class DeliveryCodec {
  static final int FORMAT = 1;
  static final int TELLING = 2;

  private DeliveryCodec() {}

  public static Bytes encode(List<Delivery> deliveries) {
    boolean telling = deliveries.stream().anyMatch(DeliveryCodec::tells);
    ByteWriter to = new ByteWriter(4096);
    to.u8(telling ? TELLING : FORMAT);
    to.varint(deliveries.size());
    for (Delivery delivery : deliveries) {
      to.text(delivery.table());
      to.u63(delivery.partition());
      ChangeCodec.position(delivery.from(), to);
      ChangeCodec.progress(delivery.to(), to);
      ChangeCodec.changes(delivery.changes(), to);
      if (telling) {
        ChangeCodec.context(delivery.floor(), to);
        to.u8(delivery.told().isPresent() ? 1 : 0);
        delivery.told().ifPresent(told -> ChangeCodec.watermarks(told, to));
      }
    }
    return to.written();
  }

  public static List<Delivery> decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    boolean telling = telling(from.u8());
    List<Delivery> deliveries = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      String table = from.text();
      int partition = from.u31();
      Position position = ChangeCodec.position(from);
      Progress to = ChangeCodec.progress(from);
      List<Change> changes = ChangeCodec.changes(from);
      Context floor = telling ? ChangeCodec.context(from) : Context.EMPTY;
      Optional<Watermarks> told = telling ? told(from) : Optional.empty();
      deliveries.add(new Delivery(table, partition, position, to, changes, floor, told));
    }
    from.end();
    if (telling && deliveries.stream().noneMatch(DeliveryCodec::tells)) {
      throw new MalformedBytesException("deliveries of which none tells anything, as if one did");
    }
    return deliveries;
  }

  private static boolean telling(int format) {
    return switch (format) {
      case FORMAT -> false;
      case TELLING -> true;
      default -> throw new MalformedBytesException("no deliveries have the format " + format);
    };
  }

  private static boolean tells(Delivery delivery) {
    return delivery.told().isPresent() || !delivery.floor().isEmpty();
  }

  private static Optional<Watermarks> told(ByteReader from) {
    int tag = from.u8();
    return switch (tag) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(ChangeCodec.watermarks(from));
      default -> throw new MalformedBytesException("neither told nor untold: " + tag);
    };
  }
}
