package dev.pangaea.simulator.check;

import static dev.pangaea.simulator.check.Book.EU;
import static dev.pangaea.simulator.check.Book.US;
import static dev.pangaea.simulator.check.Book.change;
import static dev.pangaea.simulator.check.Book.item;
import static dev.pangaea.simulator.check.Book.other;
import static dev.pangaea.simulator.check.Book.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.simulator.check.Expectation.Anything;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What judges operations by the log finds answers that cannot be. */
class OperationChecksBiteTest {
  private static final Change ONE = change(version(US, 1), "1");
  private static final Change TWO = change(version(US, 2), "2", ONE.version());
  private static final Change GONE = change(version(US, 3), "-", ONE.version());

  @Test
  void anAcknowledgedWriteThatIsNotInTheLogIsLost() {
    assertThat(
            new Book()
                .asked(US, put("1"), 1, 2, done("-", "1"))
                .judgedBy(new AcknowledgedWritesCountOnce()))
        .singleElement()
        .asString()
        .startsWith("0 times in the log: #0");
  }

  @Test
  void aWriteThatIsThereTwiceIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .writes(US, change(version(US, 2), "1", ONE.version()))
                .asked(US, put("1"), 1, 2, done("-", "1"))
                .judgedBy(new AcknowledgedWritesCountOnce()))
        .singleElement()
        .asString()
        .startsWith("2 times in the log");
  }

  @Test
  void aWriteThatWasRefusedAndCountsIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(US, put("1"), 1, 2, new Reply.NotTaken())
                .judgedBy(new AcknowledgedWritesCountOnce()))
        .singleElement()
        .asString()
        .startsWith("1 times in the log");
  }

  @Test
  void aWriteThatNobodyAskedForIsFound() {
    assertThat(new Book().writes(US, ONE).judgedBy(new AcknowledgedWritesCountOnce()))
        .singleElement()
        .asString()
        .startsWith("nobody asked for");
  }

  @Test
  void aRecordOutOfTheChainIsNoWrite() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .entry(US, 0, new Body.Writes(List.of(TWO)))
                .asked(US, put("1"), 1, 2, done("-", "1"))
                .asked(US, put("2"), 1, 2, new Reply.InDoubt())
                .judgedBy(new AcknowledgedWritesCountOnce()))
        .isEmpty();
  }

  @Test
  void operationsInTheOrderOfTheLogAreFine() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .writes(US, GONE)
                .asked(US, read(), 1, 2, done("-", "-"))
                .asked(US, put("1"), 3, 6, done("-", "1"))
                .asked(US, read(), 4, 5, done("1", "1"))
                .asked(US, delete(), 7, 8, done("1", "-"))
                .asked(US, read(), 9, 10, done("-", "-"))
                .judgedBy(new Linearizable()))
        .isEmpty();
  }

  @Test
  void aReadThatMissesWhatWasOverIsFound() {
    Book stale =
        new Book()
            .writes(US, ONE)
            .writes(US, TWO)
            .asked(US, put("1"), 1, 2, done("-", "1"))
            .asked(US, put("2"), 3, 4, done("1", "2"))
            .asked(US, read(), 5, 6, done("1", "1"));
    assertThat(stale.judgedBy(new Linearizable()))
        .singleElement()
        .asString()
        .startsWith("since 2 it was never so: #2");
  }

  @Test
  void aReadThatGoesBackBehindAnotherReadIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(US, put("1"), 1, 9, done("-", "1"))
                .asked(US, read(), 2, 3, done("1", "1"))
                .asked(US, read(), 4, 5, done("-", "-"))
                .judgedBy(new Linearizable()))
        .hasSize(1);
  }

  @Test
  void aStaleReadWithARivalIsExcused() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(US, put("1"), 1, 2, done("-", "1"))
                .asked(US, read(), 5, 6, done("-", "-"), true)
                .judgedBy(new Linearizable()))
        .isEmpty();
  }

  @Test
  void aReadOfWhatNeverWasIsFoundEvenWithARival() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(US, put("1"), 1, 2, done("-", "1"))
                .asked(US, read(), 5, 6, done("7", "7"), true)
                .judgedBy(new Linearizable()))
        .hasSize(1);
  }

  @Test
  void aWriteThatCameAboutAgainstItsConditionIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(
                    US, new Action.Put("1", new Expectation.Text("0")), 1, 2, new Reply.InDoubt())
                .judgedBy(new Linearizable()))
        .singleElement()
        .asString()
        .startsWith("it came about on -");
  }

  @Test
  void aConditionThatFailedThoughItHoldsIsFound() {
    assertThat(
            new Book()
                .asked(
                    US,
                    new Action.Put("1", new Expectation.Missing()),
                    1,
                    2,
                    new Reply.ConditionFailed(item("-")))
                .judgedBy(new Linearizable()))
        .singleElement()
        .asString()
        .startsWith("the condition holds");
  }

  @Test
  void anUpdateThatLeavesSomethingElseIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(US, new Action.Update("1", new Anything()), 1, 2, new Reply.InDoubt())
                .judgedBy(new Linearizable()))
        .singleElement()
        .asString()
        .contains("it left something else");
  }

  @Test
  void aWriteBeforeWhatWasOverIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .writes(US, TWO)
                .asked(US, put("2"), 1, 2, done("1", "2"))
                .asked(US, put("1"), 3, 4, done("-", "1"))
                .judgedBy(new Linearizable()))
        .singleElement()
        .asString()
        .startsWith("it comes before");
  }

  @Test
  void aDeleteThatIsNotInTheLogIsFound() {
    assertThat(
            new Book()
                .writes(US, ONE)
                .asked(US, put("1"), 1, 2, done("-", "1"))
                .asked(US, delete(), 3, 4, done("1", "-"))
                .judgedBy(new Linearizable()))
        .singleElement()
        .asString()
        .startsWith("the log does not hold it");
  }

  @Test
  void aDeleteThatNobodyWasToldOfIsFound() {
    Book strange =
        new Book().writes(US, ONE).writes(US, GONE).asked(US, put("1"), 1, 2, done("-", "1"));
    assertThat(strange.judgedBy(new Linearizable())).hasSize(1);
    assertThat(strange.asked(US, delete(), 3, 4, new Reply.InDoubt()).judgedBy(new Linearizable()))
        .isEmpty();
  }

  @Test
  void aRegionThatTurnsClientsAwayForNoReasonIsFound() {
    Book away = new Book().asked(US, put("1"), 5, 6, new Reply.NotTaken());
    assertThat(away.troubled(EU, 1, 9).troubled(US, 1, 4).judgedBy(new CutOffRegionsServe()))
        .hasSize(1);
    assertThat(away.troubled(US, 1, 5).judgedBy(new CutOffRegionsServe())).isEmpty();
  }

  @Test
  void anOperationThatNobodyAnswersIsFound() {
    assertThat(new Book().never(US, put("1")).troubled(US, 0, 9).judgedBy(new CutOffRegionsServe()))
        .singleElement()
        .asString()
        .startsWith("nobody ever answered");
  }

  @Test
  void aWriteThatRepeatsAnEarlierOneIsThereOnce() {
    Book repeated = new Book().writes(US, ONE).asked(US, put("1"), 1, 2, new Reply.Repeated());
    assertThat(repeated.judgedBy(new AcknowledgedWritesCountOnce())).isEmpty();
    assertThat(repeated.judgedBy(new Linearizable())).isEmpty();
    assertThat(
            new Book()
                .asked(US, put("1"), 1, 2, new Reply.Repeated())
                .judgedBy(new AcknowledgedWritesCountOnce()))
        .hasSize(1);
  }

  @Test
  void aTransactionOfWhichAPartCountsIsFound() {
    Book half =
        new Book()
            .writes(US, ONE)
            .asked(US, put("1"), 1, 2, new Reply.InDoubt())
            .together(US, put("3"), 1, 2, new Reply.InDoubt());
    assertThat(half.judgedBy(new TransactionsAreWhole()))
        .singleElement()
        .asString()
        .startsWith("1 of 2 count");
    assertThat(half.writes(US, other(version(US, 4), "3")).judgedBy(new TransactionsAreWhole()))
        .isEmpty();
  }

  @Test
  void aTransactionThatIsSaidToBeHalfDoneIsFound() {
    assertThat(
            new Book()
                .asked(US, delete(), 1, 2, done("1", "-"))
                .together(US, delete(), 1, 2, new Reply.Cancelled())
                .judgedBy(new TransactionsAreWhole()))
        .singleElement()
        .asString()
        .startsWith("1 of 2 are done");
  }

  @Test
  void aReadAsOfOneMomentThatSeesAPartIsFound() {
    assertThat(transactedAndRead("1", "3").judgedBy(new TransactionsAreWhole())).isEmpty();
    assertThat(transactedAndRead("0", "2").judgedBy(new TransactionsAreWhole())).isEmpty();
    assertThat(transactedAndRead("0", "3").judgedBy(new TransactionsAreWhole()))
        .singleElement()
        .asString()
        .contains("saw a part of");
  }

  /** A transaction puts 1 where 0 was and 3 where 2 was. */
  private static Book transactedAndRead(String seen, String seenThere) {
    return new Book()
        .writes(US, change(version(US, 1), "0"), other(version(US, 2), "2"))
        .writes(US, change(version(US, 3), "1"), other(version(US, 4), "3"))
        .asked(US, put("1"), 1, 9, done("0", "1"))
        .together(US, put("3"), 1, 9, done("2", "3"))
        .asked(US, read(), 1, 9, done(seen, seen))
        .together(US, read(), 1, 9, done(seenThere, seenThere));
  }

  private static Action put(String text) {
    return new Action.Put(text, new Anything());
  }

  private static Action delete() {
    return new Action.Delete(new Anything());
  }

  private static Action read() {
    return new Action.Read();
  }

  private static Reply done(String before, String after) {
    return new Reply.Done(item(before), item(after));
  }
}
