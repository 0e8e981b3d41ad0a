package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.AgainstPlan;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.OperationShares;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Tally;
import dev.pangaea.simulator.workload.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads two tables in turn, each operation by itself: what moves over minutes moves both, and what
 * is left is the difference of the tables. Blocks its caller.
 */
final class InTurn {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LEAD_NANOS = 20_000_000;

  /** A load is at its pace before its turn is measured. */
  private static final long SETTLE_NANOS = 300_000_000;

  private final BenchPlan plan;
  private final AgainstPlan against;
  private final Clock clock;
  private final Watch watch;
  private final ServerCpu server;
  private final Duration patience;

  /** One table's turns at one operation. */
  private static final class Side {
    private final String table;
    private final Crew crew;
    private final Tally sum = new Tally(Window.ALWAYS);
    private final List<Double> serverMicros = new ArrayList<>();

    Side(String table, Crew crew) {
      this.table = table;
      this.crew = crew;
    }
  }

  /**
   * What one turn brought.
   *
   * @param serverMicros per request that was replied to; empty if none was, or nobody looked
   */
  private record Turn(Tally tally, Optional<Double> serverMicros) {}

  InTurn(
      BenchPlan plan,
      AgainstPlan against,
      Clock clock,
      Watch watch,
      ServerCpu server,
      Duration patience) {
    this.plan = plan;
    this.against = against;
    this.clock = clock;
    this.watch = watch;
    this.server = server;
    this.patience = patience;
  }

  /**
   * Measures; the table that went first in one turn goes second in the next. Each has a turn before
   * them that does not count: what was asked of one until then was not of the other.
   */
  List<Report.Turns> run(Crew first, Crew second) throws BenchException, InterruptedException {
    List<Report.Turns> measured = new ArrayList<>();
    for (Operation operation : plan.load().requests().mix().operations()) {
      Side one = new Side(plan.table(), first);
      Side other = new Side(against.table(), second);
      turn(operation, other);
      turn(operation, one);
      for (int turn = 0; turn < against.turns(); turn++) {
        boolean even = turn % 2 == 0;
        measure(operation, even ? one : other);
        measure(operation, even ? other : one);
      }
      measured.add(turns(operation, one));
      measured.add(turns(operation, other));
    }
    return measured;
  }

  private void measure(Operation operation, Side side) throws BenchException, InterruptedException {
    Turn turn = turn(operation, side);
    side.sum.add(turn.tally);
    turn.serverMicros.ifPresent(side.serverMicros::add);
  }

  private Turn turn(Operation operation, Side side) throws BenchException, InterruptedException {
    long start = clock.nanos() + LEAD_NANOS;
    long from = start + SETTLE_NANOS;
    Window window = new Window(from, from + against.turn().toNanos());
    String phase = operation.plural() + " of " + side.table;
    var tallies = side.crew.load(against.pace(), OperationShares.only(operation), start, window);
    watch.until(from, phase);
    server.start();
    watch.until(window.endNanos(), phase);
    Optional<Report.ServerCost> cost = server.cost();
    List<Tally> ended = watch.result(tallies, patience, phase);
    Tally all = new Tally(Window.ALWAYS);
    ended.forEach(all::add);
    Report.Requests requests = Tally.sum(ended, 1).of(operation);
    long replied = requests.answered() + requests.refused();
    return new Turn(all, replied == 0 ? Optional.empty() : cost.map(of -> of.microsPer(replied)));
  }

  private Report.Turns turns(Operation operation, Side side) {
    double seconds = against.turns() * against.turn().toNanos() / NANOS_PER_SECOND;
    return new Report.Turns(
        operation, side.table, Tally.sum(List.of(side.sum), seconds), side.serverMicros);
  }
}
