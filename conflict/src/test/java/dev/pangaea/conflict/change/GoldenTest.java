package dev.pangaea.conflict.change;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.DeliveryOutcome.Elsewhere;
import dev.pangaea.conflict.change.DeliveryOutcome.NotWanted;
import dev.pangaea.conflict.change.DeliveryOutcome.Taken;
import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.conflict.change.DeliveryOutcome.Unavailable;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bytes of logs and requests stay what they are: see {@link Golden} on how they may change. */
class GoldenTest {
  @Test
  void theBytesOfAKeyStay() {
    Golden.assertBytes("key.1.hex", Golden.KEY, EncodedKey::bytes, EncodedKey::parse);
  }

  @Test
  void theBytesOfAnItemStay() {
    Golden.assertBytes(
        "item.1.hex",
        Golden.ITEM.decode(),
        item -> EncodedItem.of(item).bytes(),
        bytes -> new EncodedItem(bytes).decode());
  }

  @Test
  void theBytesOfRecordsStay() {
    assertRecord("record-noop.1.hex", new Body.Noop());
    assertRecord("record-writes.1.hex", new Body.Writes(List.of(Golden.CHANGE, Golden.DELETION)));
    assertRecord(
        "record-arrivals.1.hex",
        new Body.Arrivals(
            Golden.PROGRESS,
            Arrays.stream(Standing.values())
                .filter(standing -> standing != Standing.CONFLICT_MERGED)
                .map(standing -> new Arrival(Golden.DELETION, standing))
                .toList()));
    assertRecord(
        "record-arrivals-merged.1.hex",
        new Body.Arrivals(
            Golden.PROGRESS, List.of(new Arrival(Golden.DELETION, Standing.CONFLICT_MERGED))));
    assertRecord(
        "record-copy.1.hex", new Body.Copy(Golden.THERE, Context.EMPTY, List.of(Golden.DELETION)));
    assertRecord(
        "record-copy-above.1.hex",
        new Body.Copy(Golden.THERE, Context.of(Golden.SEEN), List.of(Golden.DELETION)));
    assertRecord(
        "record-released.1.hex",
        new Body.Released(List.of(new Arrival(Golden.DELETION, Standing.NEWER))));
    assertRecord("record-told.1.hex", new Body.Told(Golden.WATERMARKS));
    assertRecord(
        "record-dropped.1.hex",
        new Body.Dropped(Golden.CONTEXT, List.of(new Tombstone(Golden.KEY, Golden.SEEN))));
    assertRecord(
        "record-transactions.1.hex",
        new Body.Transactions(
            List.of(Golden.TRANSACTION, new Transaction(Optional.empty(), List.of()))));
    assertRecord("record-part.1.hex", new Body.Part(301, List.of(Golden.CHANGE, Golden.DELETION)));
    assertRecord(
        "record-restoration.1.hex",
        new Body.Restoration(new ConflictAt(1_795_000_000_111L, 301, 2), Golden.DELETION));
    assertRecord(
        "record-streaming.1.hex",
        new Body.Streaming(
            Optional.of(new StreamWord(1_795_000_000_123L, StreamView.NEW_AND_OLD_IMAGES))));
    assertRecord("record-streaming-none.1.hex", new Body.Streaming(Optional.empty()));
  }

  @Test
  void theBytesOfADeliveryStay() {
    Delivery delivery =
        new Delivery(
            "orders",
            3,
            new Position(299, Golden.PREVIOUS),
            Golden.PROGRESS,
            List.of(Golden.DELETION));
    Golden.assertBytes(
        "delivery.1.hex", List.of(delivery), DeliveryCodec::encode, DeliveryCodec::decode);
    Delivery telling =
        new Delivery(
            "orders",
            3,
            new Position(299, Golden.PREVIOUS),
            Golden.PROGRESS,
            List.of(Golden.DELETION),
            Golden.CONTEXT,
            Optional.of(Golden.WATERMARKS));
    Golden.assertBytes(
        "delivery.2.hex", List.of(delivery, telling), DeliveryCodec::encode, DeliveryCodec::decode);
  }

  @Test
  void theBytesOfDeliveryOutcomesStay() {
    List<DeliveryOutcome> outcomes =
        List.of(
            new Taken(Golden.PROGRESS, new Tally(1, 2, 3, 4, 5, 600), 1_795_000_000_222L),
            new Elsewhere(Golden.PROGRESS),
            new NotWanted(),
            new Unavailable());
    Golden.assertBytes(
        "delivery-outcome.1.hex",
        outcomes,
        DeliveryOutcomeCodec::encode,
        DeliveryOutcomeCodec::decode);
  }

  @Test
  void theBytesOfAnIntakeStay() {
    Golden.assertBytes(
        "intake.1.hex",
        List.of(new Intake("orders", 3, Golden.PROGRESS)),
        IntakeCodec::encode,
        IntakeCodec::decode);
  }

  private static void assertRecord(String file, Body body) {
    LogRecord record = new LogRecord(Golden.ID, Golden.PREVIOUS, Golden.VERSION.time(), body);
    Golden.assertBytes(file, record, LogRecordCodec::encode, LogRecordCodec::decode);
  }
}
