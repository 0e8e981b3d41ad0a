package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.at;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checkers of transactions find what is wrong: each is given a history that is. */
class TransactionCheckersBiteTest {
  private final Map<PartitionId, List<LogRecord>> logs = new TreeMap<>();
  private final TransactionHistory history = new TransactionHistory();
  private long records;

  TransactionCheckersBiteTest() {
    List.of(LOG, A, B).forEach(log -> logs.put(log, new ArrayList<>()));
  }

  @Test
  void findNothingWrongWithWhatIsRight() {
    commit(transaction(Optional.empty(), "1", "2"));
    part(A, "a", "1");
    part(B, "b", "2");
    answerTransaction("1", "2", committed(Optional.empty(), Optional.empty()));
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void findAHalf() {
    commit(transaction(Optional.empty(), "1", "2"));
    part(A, "a", "1");
    assertBites("parts in table 1 partition 1");
  }

  @Test
  void findAPartThatIsDoneTwice() {
    commit(transaction(Optional.empty(), "1", "2"));
    part(A, "a", "1");
    part(A, "a", "1");
    part(B, "b", "2");
    assertBites("parts in table 1 partition 0");
  }

  @Test
  void findAPartOfNoTransaction() {
    part(A, "a", "1");
    assertBites("parts in table 1 partition 0");
  }

  @Test
  void findASuccessThatDoesNotCount() {
    answerTransaction("1", "2", committed(Optional.empty(), Optional.empty()));
    assertBites("counts once");
  }

  @Test
  void findAFailureThatCounts() {
    commit(transaction(Optional.empty(), "1", "2"));
    part(A, "a", "1");
    part(B, "b", "2");
    answerTransaction("1", "2", new TransactionOutcome.Unavailable());
    assertBites("is not in");
  }

  @Test
  void findATokenThatIsUsedTwice() {
    Optional<ClientToken> token = Optional.of(new ClientToken("t", Bytes.copyOf((byte) 1)));
    commit(transaction(token, "1", "2"));
    commit(transaction(token, "3", "4"));
    part(A, "a", "1");
    part(A, "a", "3");
    part(B, "b", "2");
    part(B, "b", "4");
    assertBites("tokens that were used");
  }

  @Test
  void findAReadOfAHalf() {
    commit(transaction(Optional.empty(), "1", "2"));
    part(A, "a", "1");
    part(B, "b", "2");
    answerTransaction("1", "2", committed(Optional.empty(), Optional.empty()));
    answerRead(Optional.of("1"), Optional.empty());
    assertBites("go round in a circle");
  }

  @Test
  void findAWriteThatATransactionDidNotSee() {
    write(A, "a", "0");
    commit(transaction(Optional.empty(), "1", "2"));
    part(A, "a", "1");
    part(B, "b", "2");
    answerTransaction("1", "2", committed(Optional.empty(), Optional.empty()));
    assertBites("go round in a circle");
  }

  @Test
  void findTransactionsThatComeInTwoOrders() {
    commit(transaction(Optional.empty(), "1", "2"));
    commit(transaction(Optional.empty(), "3", "4"));
    part(A, "a", "1");
    part(A, "a", "3");
    logs.get(B).add(record(new Body.Part(9, List.of(change("b", "2"), change("b", "4")))));
    answerTransaction("1", "2", committed(Optional.of("3"), Optional.empty()));
    answerTransaction("3", "4", committed(Optional.empty(), Optional.of("2")));
    assertBites("go round in a circle");
  }

  private void assertBites(String what) {
    assertThatThrownBy(this::check).isInstanceOf(AssertionError.class).hasMessageContaining(what);
  }

  private void check() {
    history.check(logs, Set.of(), true);
  }

  private void answerTransaction(String first, String second, TransactionOutcome outcome) {
    history.goesOn();
    Operation[] operations = {puts(A, "a", first), puts(B, "b", second)};
    Request request = history.transact(0, List.of(operations), Optional.empty());
    history.goesOn();
    ((Request.Transact) request).listener().accept(outcome);
  }

  private void answerRead(Optional<String> first, Optional<String> second) {
    history.goesOn();
    Request request = history.read(0, List.of(at(A, "a"), at(B, "b")));
    ((Request.ReadTogether) request)
        .listener()
        .accept(
            new ReadOutcome.Read(
                List.of(first.map(LeaderFixtures::item), second.map(LeaderFixtures::item))));
  }

  private static TransactionOutcome committed(Optional<String> first, Optional<String> second) {
    return new TransactionOutcome.Committed(
        List.of(
            new WriteOutcome.Written(first.map(LeaderFixtures::item), Optional.empty()),
            new WriteOutcome.Written(second.map(LeaderFixtures::item), Optional.empty())));
  }

  private void commit(Transaction transaction) {
    logs.get(LOG).add(record(new Body.Transactions(List.of(transaction))));
  }

  private static Transaction transaction(Optional<ClientToken> token, String first, String second) {
    return new Transaction(token, List.of(wanted(A, "a", first), wanted(B, "b", second)));
  }

  private static Transaction.Part wanted(PartitionId partition, String key, String content) {
    return new Transaction.Part(
        partition.table(),
        partition.partition(),
        List.of(new Transaction.Write(key(key), new Content.Present(item(content)))));
  }

  private void part(PartitionId partition, String key, String content) {
    logs.get(partition).add(record(new Body.Part(records + 1, List.of(change(key, content)))));
  }

  private void write(PartitionId partition, String key, String content) {
    logs.get(partition).add(record(new Body.Writes(List.of(change(key, content)))));
  }

  private Change change(String key, String content) {
    Version version = new Version(HybridTime.of(++records, 0), LeaderFixtures.HOME);
    return new Change(key(key), version, Context.of(version), new Content.Present(item(content)));
  }

  private LogRecord record(Body body) {
    return new LogRecord(
        new RecordId(1, ++records), RecordId.GENESIS, HybridTime.of(records, 0), body);
  }
}
