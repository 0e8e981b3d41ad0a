package dev.pangaea.regionnode.api.transact;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.item.TransactedReadCharge;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Reads items as they are at one moment: of a transaction it sees all or nothing. A large reply is
 * written in the pool.
 */
public final class JointReads {
  /** Of encoded items: up to here a reply is written where it is sent. */
  private static final int SMALL_BYTES = 64 * 1024;

  /** Of encoded items that wait for the pool. */
  private static final int WAITING_BYTES_MAX = 128 * 1024 * 1024;

  private final ItemAccess items;
  private final ReadPool pool;
  private final Semaphore waitingBytes = new Semaphore(WAITING_BYTES_MAX);

  public JointReads(ItemAccess items, ReadPool pool) {
    this.items = items;
    this.pool = pool;
  }

  public void read(
      List<? extends JointRead> reads, CapacityDetail detail, Consumer<Reply> listener) {
    List<TableView> tables = reads.stream().map(each -> items.table(each.table())).toList();
    for (int index = 0; index < tables.size(); index++) {
      ProjectionMembers.check(tables.get(index), reads.get(index).projection());
    }
    List<Place> places = new ArrayList<>();
    List<CancellationReason> reasons = new ArrayList<>();
    for (int index = 0; index < tables.size(); index++) {
      try {
        TableView table = tables.get(index);
        Item key = reads.get(index).key();
        places.add(items.place(table, PrimaryKeys.encoded(table, key)));
        reasons.add(CancellationReason.NONE);
      } catch (RefusedException misfit) {
        reasons.add(CancellationReason.invalid(misfit.failure().message().orElse("")));
      }
    }
    TransactedItems.refuseTwice(places);
    if (places.size() < reasons.size()) {
      listener.accept(CancellationReason.cancelled(reasons));
      return;
    }
    List<TransactedReadCharge> charges =
        tables.stream().map(table -> items.charges().readTransacted(table)).toList();
    List<CancellationReason> excess = admit(charges);
    if (!excess.isEmpty()) {
      listener.accept(CancellationReason.cancelled(excess));
      return;
    }
    items.readTogether(
        places,
        outcome -> {
          settle(charges, places, outcome);
          tell(reads, detail, outcome, listener);
        });
  }

  /** Reasons if a table lacks the capacity; none if all is admitted. */
  private static List<CancellationReason> admit(List<TransactedReadCharge> charges) {
    List<Optional<Verdict.Throttled>> excess =
        charges.stream().map(TransactedReadCharge::admit).toList();
    if (excess.stream().allMatch(Optional::isEmpty)) {
      return List.of();
    }
    for (int index = 0; index < charges.size(); index++) {
      if (excess.get(index).isEmpty()) {
        charges.get(index).giveBack();
      }
    }
    return excess.stream()
        .map(
            each ->
                each.map(why -> CancellationReason.of(why.code(), why.message()))
                    .orElse(CancellationReason.NONE))
        .toList();
  }

  private static void settle(
      List<TransactedReadCharge> charges, List<Place> places, ReadOutcome outcome) {
    if (outcome instanceof ReadOutcome.Read(List<Optional<EncodedItem>> found)) {
      for (int index = 0; index < places.size(); index++) {
        charges.get(index).settle(places.get(index), found.get(index));
      }
    } else {
      charges.forEach(TransactedReadCharge::giveBack);
    }
  }

  private void tell(
      List<? extends JointRead> reads,
      CapacityDetail detail,
      ReadOutcome outcome,
      Consumer<Reply> listener) {
    switch (outcome) {
      case ReadOutcome.Read(List<Optional<EncodedItem>> found) ->
          tell(content(reads, detail, found), found, listener);
      case ReadOutcome.TooLarge(long bytes) ->
          listener.accept(new Reply.Failed(TransactedItems.tooLarge(bytes)));
      case ReadOutcome.Conflict(List<Boolean> held) ->
          listener.accept(
              CancellationReason.cancelled(
                  held.stream()
                      .map(is -> is ? CancellationReason.conflict() : CancellationReason.NONE)
                      .toList()));
      case ReadOutcome.Throttled() ->
          listener.accept(new Reply.Failed(OperationFailures.THROTTLED));
      case ReadOutcome.Unavailable() ->
          listener.accept(new Reply.Failed(OperationFailures.UNAVAILABLE));
    }
  }

  private void tell(
      JsonContent content, List<Optional<EncodedItem>> found, Consumer<Reply> listener) {
    int bytes =
        found.stream().mapToInt(item -> item.map(each -> each.bytes().length()).orElse(0)).sum();
    if (bytes <= SMALL_BYTES) {
      listener.accept(new Reply.Success(content));
    } else if (waitingBytes.tryAcquire(bytes)) {
      pool.read(
          effort -> bytes <= effort.bytes() ? Optional.of(written(content)) : Optional.empty(),
          reply -> {
            waitingBytes.release(bytes);
            listener.accept(reply);
          });
    } else {
      listener.accept(new Reply.Failed(OperationFailures.THROTTLED));
    }
  }

  private static Reply written(JsonContent content) {
    return new Reply.Success(new EncodedJson(new JsonEncoder().encode(content)));
  }

  private static JsonContent content(
      List<? extends JointRead> reads, CapacityDetail detail, List<Optional<EncodedItem>> found) {
    return to -> {
      TransactedCapacity capacity = TransactedCapacity.ofReads();
      to.writeStartObject();
      to.writeArrayFieldStart("Responses");
      for (int index = 0; index < found.size(); index++) {
        JointRead each = reads.get(index);
        capacity.read(each.table(), found.get(index));
        to.writeStartObject();
        if (found.get(index).isPresent()) {
          Item item = ProjectionMembers.applied(each.projection(), found.get(index).get().decode());
          to.writeFieldName("Item");
          AttributeValueWriter.attributes(item.attributes(), to);
        }
        to.writeEndObject();
      }
      to.writeEndArray();
      capacity.writeMember(detail, to);
      to.writeEndObject();
    };
  }
}
