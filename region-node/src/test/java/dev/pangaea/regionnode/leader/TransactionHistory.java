package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was asked of nodes while transactions were under way, and what they answered, to be judged
 * by the logs. Every item put is unlike all others, and nothing is deleted.
 */
final class TransactionHistory {
  /** A request: when it was asked, by the number of the move, and when it was answered. */
  private static final class Asked<T> implements Consumer<T> {
    private final String name;
    private final int node;
    private final List<Operation> operations;
    private final Optional<ClientToken> token;
    private final List<Place> places;
    private final int askedAt;
    private final List<T> outcomes = new ArrayList<>();
    private final TransactionHistory history;
    private int answeredAt = Integer.MAX_VALUE;

    Asked(
        TransactionHistory history,
        String name,
        int node,
        List<Operation> operations,
        Optional<ClientToken> token,
        List<Place> places) {
      this.history = history;
      this.name = name;
      this.node = node;
      this.operations = operations;
      this.token = token;
      this.places = places;
      this.askedAt = history.now;
    }

    @Override
    public void accept(T outcome) {
      outcomes.add(outcome);
      answeredAt = Math.min(answeredAt, history.now);
    }

    Optional<T> outcome() {
      return outcomes.stream().findFirst();
    }
  }

  private final List<Asked<TransactionOutcome>> transactions = new ArrayList<>();
  private final List<Asked<WriteOutcome>> writes = new ArrayList<>();
  private final List<Asked<ReadOutcome>> reads = new ArrayList<>();
  private int now;

  /** Something happens. */
  void goesOn() {
    now++;
  }

  Request transact(int node, List<Operation> operations, Optional<ClientToken> token) {
    Asked<TransactionOutcome> asked =
        new Asked<>(
            this,
            token
                .map(known -> "token " + known.text())
                .orElse("transaction " + transactions.size()),
            node,
            operations,
            token,
            List.of());
    transactions.add(asked);
    return new Request.Transact(new TransactionRequest(operations, token), asked);
  }

  Request write(int node, Operation operation) {
    Asked<WriteOutcome> asked =
        new Asked<>(
            this, "write " + writes.size(), node, List.of(operation), Optional.empty(), List.of());
    writes.add(asked);
    return new Request.Write(operation.command(), asked);
  }

  Request read(int node, List<Place> places) {
    Asked<ReadOutcome> asked =
        new Asked<>(this, "read " + reads.size(), node, List.of(), Optional.empty(), places);
    reads.add(asked);
    return new Request.ReadTogether(places, asked);
  }

  /**
   * @param logs what counts in each log
   * @param dropped tables whose parts of transactions need not be done
   * @param orphans whether some were asked of nodes that died since, and may have no answer
   */
  void check(Map<PartitionId, List<LogRecord>> logs, Set<Integer> dropped, boolean orphans) {
    List<Transaction> committed = committed(logs);
    checkAllOrNothing(committed, logs, dropped);
    checkAnswers(committed, orphans);
    checkTokens(committed);
    checkOrder(logs);
  }

  private static List<Transaction> committed(Map<PartitionId, List<LogRecord>> logs) {
    return logs.get(PartitionId.TRANSACTIONS).stream()
        .filter(record -> record.body() instanceof Body.Transactions)
        .flatMap(record -> ((Body.Transactions) record.body()).transactions().stream())
        .toList();
  }

  /** Every part is done exactly once, and nothing is done that is no part. */
  private static void checkAllOrNothing(
      List<Transaction> committed, Map<PartitionId, List<LogRecord>> logs, Set<Integer> dropped) {
    Map<PartitionId, List<Transaction.Write>> wanted = new LinkedHashMap<>();
    for (Transaction transaction : committed) {
      for (Transaction.Part part : transaction.parts()) {
        wanted
            .computeIfAbsent(
                new PartitionId(part.table(), part.partition()), first -> new ArrayList<>())
            .addAll(part.writes());
      }
    }
    logs.forEach(
        (partition, records) -> {
          List<Transaction.Write> done =
              records.stream()
                  .filter(record -> record.body() instanceof Body.Part)
                  .flatMap(record -> ((Body.Part) record.body()).changes().stream())
                  .map(change -> new Transaction.Write(change.key(), change.content()))
                  .toList();
          List<Transaction.Write> all = wanted.getOrDefault(partition, List.of());
          if (dropped.contains(partition.table())) {
            assertThat(done)
                .as("parts in %s", partition)
                .isEqualTo(all.subList(0, Math.min(done.size(), all.size())));
          } else {
            assertThat(done).as("parts in %s", partition).isEqualTo(all);
          }
        });
  }

  private void checkAnswers(List<Transaction> committed, boolean orphans) {
    for (Asked<TransactionOutcome> asked : transactions) {
      assertThat(asked.outcomes).as("one answer to %s", asked.name).hasSizeLessThanOrEqualTo(1);
      assertThat(orphans || asked.outcomes.size() == 1).as("answer to %s", asked.name).isTrue();
      long counted = counted(asked, committed);
      switch (asked.outcome().orElse(new TransactionOutcome.InDoubt())) {
        case TransactionOutcome.Committed done ->
            assertThat(counted)
                .as("%s counts once", asked.name)
                .isEqualTo(asked.operations.stream().allMatch(each -> put(each).isEmpty()) ? 0 : 1);
        case TransactionOutcome.InDoubt() ->
            assertThat(counted).as("%s counts once at most", asked.name).isLessThanOrEqualTo(1);
        case TransactionOutcome.Repeated() ->
            assertThat(counted).as("%s counts since before", asked.name).isEqualTo(1);
        case TransactionOutcome.UnderWay() -> {}
        case TransactionOutcome.Cancelled cancelled -> assertNotIn(asked, counted);
        case TransactionOutcome.TooLarge tooLarge -> assertNotIn(asked, counted);
        case TransactionOutcome.TokenOfAnother() -> assertNotIn(asked, counted);
        case TransactionOutcome.Throttled() -> assertNotIn(asked, counted);
        case TransactionOutcome.Unavailable() -> assertNotIn(asked, counted);
      }
    }
  }

  /** Unless the same was asked again with its token. */
  private static void assertNotIn(Asked<TransactionOutcome> asked, long counted) {
    if (asked.token.isEmpty()) {
      assertThat(counted).as("%s is not in", asked.name).isZero();
    }
  }

  private static long counted(Asked<TransactionOutcome> asked, List<Transaction> committed) {
    List<String> contents = asked.operations.stream().flatMap(each -> put(each).stream()).toList();
    return committed.stream()
        .filter(transaction -> contents(transaction).stream().anyMatch(contents::contains))
        .count();
  }

  private static void checkTokens(List<Transaction> committed) {
    List<String> tokens =
        committed.stream().flatMap(each -> each.token().stream()).map(ClientToken::text).toList();
    assertThat(tokens).as("tokens that were used").doesNotHaveDuplicates();
  }

  /**
   * Writes and transactions are in one order, which is also that of time. With reads there is still
   * one order, but a node that has lost its place without knowing it may read what was there
   * before: what other nodes did meanwhile comes later in it.
   */
  private void checkOrder(Map<PartitionId, List<LogRecord>> logs) {
    SerialOrder ofWrites = new SerialOrder();
    histories(logs).forEach(ofWrites::history);
    addWrites(ofWrites);
    addTime(ofWrites, false);
    ofWrites.check();
    SerialOrder ofAll = new SerialOrder();
    histories(logs).forEach(ofAll::history);
    addWrites(ofAll);
    addReads(ofAll);
    addTime(ofAll, true);
    ofAll.check();
  }

  private void addWrites(SerialOrder order) {
    for (Asked<TransactionOutcome> asked : transactions) {
      asked.operations.forEach(each -> put(each).ifPresent(put -> order.wrote(asked.name, put)));
      if (asked.outcome().orElse(new TransactionOutcome.InDoubt())
          instanceof TransactionOutcome.Committed(List<WriteOutcome.Written> written)) {
        for (int index = 0; index < written.size(); index++) {
          Place place = asked.operations.get(index).place();
          order.saw(asked.name, place, named(written.get(index).before()));
        }
      }
    }
    for (Asked<WriteOutcome> asked : writes) {
      Operation operation = asked.operations.getFirst();
      put(operation).ifPresent(put -> order.wrote(asked.name, put));
      switch (asked.outcome().orElse(new WriteOutcome.InDoubt())) {
        case WriteOutcome.Written(var before, var after, var _) ->
            order.saw(asked.name, operation.place(), named(before));
        case WriteOutcome.ConditionFailed(var before) ->
            order.saw(asked.name, operation.place(), named(before));
        case WriteOutcome.Invalid _, WriteOutcome.Conflict _, WriteOutcome.Throttled _ -> {}
        case WriteOutcome.Unavailable _, WriteOutcome.InDoubt _ -> {}
      }
    }
  }

  private void addReads(SerialOrder order) {
    for (Asked<ReadOutcome> asked : reads) {
      if (asked.outcome().orElse(new ReadOutcome.Unavailable())
          instanceof ReadOutcome.Read(List<Optional<EncodedItem>> items)) {
        for (int index = 0; index < items.size(); index++) {
          order.saw(asked.name, asked.places.get(index), named(items.get(index)));
        }
      }
    }
  }

  /** Whatever is asked after a success comes after it. */
  private void addTime(SerialOrder order, boolean withReads) {
    List<Asked<?>> successes = new ArrayList<>();
    transactions.stream()
        .filter(each -> each.outcome().orElse(null) instanceof TransactionOutcome.Committed)
        .forEach(successes::add);
    writes.stream()
        .filter(each -> each.outcome().orElse(null) instanceof WriteOutcome.Written)
        .forEach(successes::add);
    if (withReads) {
      reads.stream()
          .filter(each -> each.outcome().orElse(null) instanceof ReadOutcome.Read)
          .forEach(successes::add);
    }
    for (Asked<?> first : successes) {
      successes.stream()
          .filter(second -> second.askedAt > first.answeredAt)
          .filter(second -> !withReads || second.node == first.node)
          .forEach(second -> order.precedes(first.name, second.name));
    }
  }

  /** What was visible at each place, one after the other. */
  private static Map<Place, List<String>> histories(Map<PartitionId, List<LogRecord>> logs) {
    Map<Place, List<String>> histories = new LinkedHashMap<>();
    logs.forEach(
        (partition, records) ->
            records.forEach(
                record ->
                    visible(record)
                        .forEach(
                            change ->
                                histories
                                    .computeIfAbsent(
                                        new Place(partition, change.key()),
                                        first -> new ArrayList<>())
                                    .addAll(named(change.content()).stream().toList()))));
    return histories;
  }

  private static List<Change> visible(LogRecord record) {
    return switch (record.body()) {
      case Body.Noop _,
          Body.Copy _,
          Body.Transactions _,
          Body.Told _,
          Body.Streaming _,
          Body.Dropped _,
          Body.Released _ ->
          List.of();
      case Body.Writes(List<Change> changes) -> changes;
      case Body.Part(long next, List<Change> changes) -> changes;
      case Body.Restoration(ConflictAt conflict, Change change) -> List.of(change);
      case Body.Arrivals arrivals ->
          arrivals.arrivals().stream()
              .filter(
                  arrival ->
                      arrival.standing() == Arrival.Standing.NEWER
                          || arrival.standing() == Arrival.Standing.CONFLICT_WON)
              .map(Arrival::change)
              .toList();
    };
  }

  private static List<String> contents(Transaction transaction) {
    return transaction.parts().stream()
        .flatMap(part -> part.writes().stream())
        .flatMap(write -> named(write.content()).stream())
        .toList();
  }

  private static Optional<String> put(Operation operation) {
    return operation.command() instanceof WriteCommand.PutItem put
        ? Optional.of(content(put.item()))
        : Optional.empty();
  }

  private static Optional<String> named(Content written) {
    return written instanceof Content.Present(EncodedItem item)
        ? Optional.of(content(item))
        : Optional.empty();
  }

  private static Optional<String> named(Optional<EncodedItem> item) {
    return item.map(LeaderFixtures::content);
  }
}
