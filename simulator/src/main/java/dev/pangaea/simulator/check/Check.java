package dev.pangaea.simulator.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One promise, and how to find out whether a world has kept it. */
public interface Check {
  /** In the words of someone who relies on it. */
  String promise();

  /**
   * @param complain told of each breach
   */
  void judge(Evidence evidence, Consumer<String> complain);

  /** All that are made of a world that has come to rest. */
  static List<Check> all() {
    return List.of(
        new ConvergedToTheOracle(),
        new AcknowledgedWritesCountOnce(),
        new EveryWriteIsAccountedFor(),
        new RestoredOnce(),
        new OnlyConcurrentWritesConflict(),
        new Linearizable(),
        new TransactionsAreWhole(),
        new DeletedStaysDeleted(),
        new ExpiriesAreDue(),
        new DroppedTombstonesAreDone(),
        new NothingLoops(),
        new WatermarksAreTrue(),
        new CutOffRegionsServe());
  }

  /** Those of them that ask only what the logs and the stores hold, and no client. */
  static List<Check> ofLogs() {
    return List.of(
        new ConvergedToTheOracle(),
        new EveryWriteIsAccountedFor(),
        new OnlyConcurrentWritesConflict(),
        new DeletedStaysDeleted(),
        new DroppedTombstonesAreDone(),
        new NothingLoops(),
        new WatermarksAreTrue());
  }

  /** Those of them that ask only what logs and ledgers hold, and what clients were told. */
  static List<Check> ofHistories() {
    return List.of(
        new AcknowledgedWritesCountOnce(),
        new EveryWriteIsAccountedFor(),
        new OnlyConcurrentWritesConflict(),
        new Linearizable(),
        new TransactionsAreWhole(),
        new DeletedStaysDeleted(),
        new NothingLoops(),
        new WatermarksAreTrue());
  }

  /** What says of every write what became of it. */
  static Check ofLosses() {
    return new EveryWriteIsAccountedFor();
  }

  /** What a world has broken, in the order of the checks; empty if all is well. */
  static List<Violation> verdict(List<Check> checks, Evidence evidence) {
    List<Violation> found = new ArrayList<>();
    for (Check check : checks) {
      check.judge(evidence, what -> found.add(new Violation(check.promise(), what)));
    }
    return found;
  }
}
