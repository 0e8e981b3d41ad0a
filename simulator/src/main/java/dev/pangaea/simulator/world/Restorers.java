package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.RestoreRequest.Expected;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.simulator.check.Evidence;
import dev.pangaea.simulator.check.Ledgers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Those clients who ask for what conflicts have lost, and remember what they were told. */
final class Restorers {
  private final Setting setting;
  private final Consumer<Runnable> hop;
  private final List<Evidence.Restoration> restorations = new ArrayList<>();
  private int open;

  /**
   * @param hop does something after the way between a client and a node
   */
  Restorers(Setting setting, Consumer<Runnable> hop) {
    this.setting = setting;
    this.hop = hop;
  }

  List<Evidence.Restoration> restorations() {
    return restorations;
  }

  boolean allAnswered() {
    return open == 0;
  }

  /** Asks for one that the machine's ledger holds, if it holds any. */
  void restore(WorldRegion region, Machine machine, Happening.Restore restore) {
    List<LedgerRow> conflicts =
        machine.process().map(process -> Ledgers.rows(process.store())).orElse(List.of());
    if (conflicts.isEmpty()) {
      return;
    }
    LedgerId conflict = conflicts.get(restore.pick() % conflicts.size()).id();
    int number = restorations.size();
    restorations.add(
        new Evidence.Restoration(
            region.name(), conflict.partition().partition(), conflict.at(), Optional.empty()));
    open++;
    setting.say(() -> "asks %s to restore %s".formatted(machine, conflict.at()));
    Expected expected = restore.overwrite() ? new Expected.Anything() : new Expected.AsDecided();
    RestoreRequest request = new RestoreRequest(conflict.at(), Optional.empty(), expected);
    hop.accept(() -> restore(machine, conflict, number, request));
  }

  private void restore(Machine machine, LedgerId conflict, int number, RestoreRequest request) {
    if (machine.isDown()) {
      tell(number, new RestoreOutcome.Unavailable());
      return;
    }
    NodeProcess process = machine.process().orElseThrow();
    process.asked(-1 - number, () -> tell(number, new RestoreOutcome.InDoubt()));
    process.run(
        () ->
            process
                .leaders()
                .restore(
                    conflict.partition(),
                    request,
                    outcome -> {
                      process.answered(-1 - number);
                      tell(number, outcome);
                    }));
  }

  private void tell(int number, RestoreOutcome outcome) {
    hop.accept(
        () -> {
          Evidence.Restoration asked = restorations.get(number);
          restorations.set(
              number,
              new Evidence.Restoration(
                  asked.region(), asked.partition(), asked.conflict(), Commands.restored(outcome)));
          open--;
          setting.say(() -> "of %s is told %s".formatted(asked.conflict(), outcome));
        });
  }
}
