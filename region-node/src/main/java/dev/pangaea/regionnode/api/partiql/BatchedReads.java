package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.item.BatchCharge;
import dev.pangaea.regionnode.api.item.Effort;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.throughput.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the items of a batch of SELECTs. */
final class BatchedReads {
  private BatchedReads() {}

  /** Empty if it would take more than this. */
  static Optional<Reply> reply(
      List<BatchMember> members, CapacityDetail detail, ItemAccess items, Effort effort) {
    List<BatchAnswer> answers = new ArrayList<>(members.size());
    Map<Integer, BatchCharge> charges = new TreeMap<>();
    long bytes = 0;
    for (BatchMember member : members) {
      switch (member) {
        case BatchMember.Refused(var failure) -> answers.add(BatchAnswer.refused(failure));
        case BatchMember.Write _ -> throw new IllegalArgumentException("a write among reads");
        case BatchMember.Read read -> {
          if (read.consistent() && !items.holdsAllAcknowledged(read.found(), read.key())) {
            answers.add(BatchAnswer.refused(OperationFailures.UNAVAILABLE));
            continue;
          }
          BatchCharge charge =
              charges.computeIfAbsent(
                  read.found().storeNumber(), first -> items.charges().batch(read.found()));
          if (!charge.admits()) {
            answers.add(BatchAnswer.refused(charge.turnedAway().orElseThrow()));
            continue;
          }
          Place place = items.place(read.found(), read.key());
          Optional<EncodedItem> found = items.read(place);
          charge.add(place, Units.read(found, read.consistent()));
          bytes += found.map(item -> item.bytes().length()).orElse(0);
          if (bytes > effort.bytes()) {
            return Optional.empty();
          }
          answers.add(answer(read, found.map(EncodedItem::decode)));
        }
      }
    }
    charges.values().forEach(BatchCharge::settle);
    return Optional.of(
        new Reply.Success(
            new EncodedJson(new JsonEncoder().encode(BatchAnswer.content(answers, detail)))));
  }

  private static BatchAnswer answer(BatchMember.Read read, Optional<Item> found) {
    long size = found.map(ItemSize::of).orElse(0L);
    return new BatchAnswer.Done(
        read.table(),
        found.map(item -> ProjectionMembers.applied(read.projection(), item)),
        ConsumedCapacity.ofTable(read.table(), Units.read(size, read.consistent())));
  }
}
