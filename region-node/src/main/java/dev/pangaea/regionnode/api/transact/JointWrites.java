package dev.pangaea.regionnode.api.transact;

import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.capacity.WriteCapacity;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Writes items together or not at all. */
public final class JointWrites {
  private static final Reply NOTHING_TO_TELL = new Reply.Success(JsonContent.EMPTY);
  private static final Failure TOKEN_OF_ANOTHER =
      Failure.of(
          ErrorKind.IDEMPOTENT_PARAMETER_MISMATCH,
          "The client request token was used before, by another request");
  private static final Failure UNDER_WAY =
      Failure.of(
          ErrorKind.TRANSACTION_IN_PROGRESS,
          "The transaction with the given request token is already in progress.");

  private final ItemAccess items;

  public JointWrites(ItemAccess items) {
    this.items = items;
  }

  /**
   * What is asked for.
   *
   * @param members what a reply tells beside capacity and metrics
   */
  public record Asked(
      List<? extends JointWrite> writes,
      Optional<ClientToken> token,
      CapacityDetail detail,
      boolean metricsWanted,
      Optional<JsonContent> members) {}

  /**
   * @param tables of each write
   */
  public void write(Asked write, List<TableView> tables, Consumer<Reply> listener) {
    List<TransactionRequest.Operation> operations = new ArrayList<>();
    List<CancellationReason> reasons = new ArrayList<>();
    for (int index = 0; index < tables.size(); index++) {
      try {
        operations.add(
            items.operation(
                tables.get(index), write.writes().get(index).command(tables.get(index))));
        reasons.add(CancellationReason.NONE);
      } catch (RefusedException misfit) {
        reasons.add(CancellationReason.invalid(misfit.failure().message().orElse("")));
      }
    }
    TransactedItems.refuseTwice(
        operations.stream().map(TransactionRequest.Operation::place).toList());
    if (operations.size() < reasons.size()) {
      listener.accept(CancellationReason.cancelled(reasons));
      return;
    }
    items.transact(
        new TransactionRequest(operations, write.token()),
        outcome -> listener.accept(reply(write, tables, operations, outcome)));
  }

  private Reply reply(
      Asked write,
      List<TableView> tables,
      List<TransactionRequest.Operation> operations,
      TransactionOutcome outcome) {
    return switch (outcome) {
      case TransactionOutcome.Committed(List<WriteOutcome.Written> written) ->
          done(write, tables, operations, () -> capacity(write, tables, operations, written));
      case TransactionOutcome.Repeated() ->
          done(write, tables, operations, () -> readAgain(write, operations));
      case TransactionOutcome.Cancelled(List<Verdict> verdicts) -> cancelled(write, verdicts);
      case TransactionOutcome.TooLarge(long bytes) ->
          new Reply.Failed(TransactedItems.tooLarge(bytes));
      case TransactionOutcome.TokenOfAnother() -> new Reply.Failed(TOKEN_OF_ANOTHER);
      case TransactionOutcome.UnderWay() -> new Reply.Failed(UNDER_WAY);
      case TransactionOutcome.Throttled() -> new Reply.Failed(OperationFailures.THROTTLED);
      case TransactionOutcome.Unavailable() -> new Reply.Failed(OperationFailures.UNAVAILABLE);
      case TransactionOutcome.InDoubt() -> new Reply.Failed(Failure.INTERNAL);
    };
  }

  private interface Used {
    TransactedCapacity capacity();
  }

  private Reply done(
      Asked write,
      List<TableView> tables,
      List<TransactionRequest.Operation> operations,
      Used used) {
    if (write.detail() == CapacityDetail.NONE
        && !write.metricsWanted()
        && write.members().isEmpty()) {
      return NOTHING_TO_TELL;
    }
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          if (write.members().isPresent()) {
            write.members().get().write(to);
          }
          used.capacity().writeMember(write.detail(), to);
          CollectionMetrics.writeMember(collections(write, tables, operations), to);
          to.writeEndObject();
        });
  }

  private static TransactedCapacity capacity(
      Asked write,
      List<TableView> tables,
      List<TransactionRequest.Operation> operations,
      List<WriteOutcome.Written> written) {
    TransactedCapacity capacity = TransactedCapacity.ofWrites();
    for (int index = 0; index < written.size(); index++) {
      WriteOutcome.Written each = written.get(index);
      capacity.add(
          new WriteCapacity(tables.get(index).settings(), operations.get(index).place().key())
              .of(write.writes().get(index).table(), each.before(), each.after()));
    }
    return capacity;
  }

  /** A condition that is only checked affects no collection. */
  private Map<String, Set<CollectionMetrics>> collections(
      Asked write, List<TableView> tables, List<TransactionRequest.Operation> operations) {
    Map<String, Set<CollectionMetrics>> metrics = new LinkedHashMap<>();
    for (int index = 0; write.metricsWanted() && index < tables.size(); index++) {
      if (operations.get(index).command() instanceof WriteCommand.ConditionCheck) {
        continue;
      }
      String name = write.writes().get(index).table();
      items
          .collection(tables.get(index), operations.get(index).place().key())
          .ifPresent(
              collection ->
                  metrics.computeIfAbsent(name, table -> new LinkedHashSet<>()).add(collection));
    }
    return metrics;
  }

  /** Who asks again pays for reading the items. */
  private TransactedCapacity readAgain(Asked write, List<TransactionRequest.Operation> operations) {
    TransactedCapacity capacity = TransactedCapacity.ofReads();
    for (int index = 0; index < operations.size(); index++) {
      capacity.read(write.writes().get(index).table(), items.read(operations.get(index).place()));
    }
    return capacity;
  }

  private static Reply cancelled(Asked write, List<Verdict> verdicts) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (int index = 0; index < verdicts.size(); index++) {
      reasons.add(CancellationReason.of(verdicts.get(index), write.writes().get(index)));
    }
    return CancellationReason.cancelled(reasons);
  }
}
