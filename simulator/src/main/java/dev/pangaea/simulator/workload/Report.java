package dev.pangaea.simulator.workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a run measured. */
public record Report(
    BenchPlan plan,
    double seconds,
    Load load,
    ClientCost cost,
    Optional<ServerCost> serverCost,
    Optional<Lag> lag,
    Optional<Lag> stream,
    List<Turns> turns) {
  private static final double MICROS_PER_SECOND = 1e6;

  public Report {
    turns = List.copyOf(turns);
  }

  /** The same, and how its table does in turn with another. */
  public Report with(List<Turns> measured) {
    return new Report(plan, seconds, load, cost, serverCost, lag, stream, measured);
  }

  /**
   * The requests of one operation.
   *
   * @param answered with success, misses included
   * @param perSecond successes within the window, by its length
   * @param items that queries brought
   * @param itemsPerSecond those that came within the window, by its length
   * @param latency of answered and lost requests, from the intended time on
   */
  public record Requests(
      long answered,
      double perSecond,
      long items,
      double itemsPerSecond,
      long missed,
      long refused,
      long lost,
      Latency latency) {
    static final Requests NONE = new Requests(0, 0, 0, 0, 0, 0, 0, Latency.NONE);

    /** How many items a successful query brought on average. */
    public double itemsEach() {
      return answered == 0 ? 0 : (double) items / answered;
    }

    public long ended() {
      return answered + refused + lost;
    }
  }

  /** All requests of the load. */
  public record Load(
      Map<Operation, Requests> operations,
      List<ErrorCounts.Counted> errors,
      long bytesSent,
      long bytesReceived,
      long reconnects,
      long connectFailures) {
    public Load {
      operations = Map.copyOf(operations);
      errors = List.copyOf(errors);
    }

    public Requests of(Operation operation) {
      return operations.getOrDefault(operation, Requests.NONE);
    }

    public double perSecond() {
      return operations.values().stream().mapToDouble(Requests::perSecond).sum();
    }

    public long answered() {
      return operations.values().stream().mapToLong(Requests::answered).sum();
    }

    public long missed() {
      return operations.values().stream().mapToLong(Requests::missed).sum();
    }

    public long ended() {
      return operations.values().stream().mapToLong(Requests::ended).sum();
    }
  }

  /**
   * What the client itself took of the machine during the window.
   *
   * @param processMicros CPU time of the whole process, compiler and collector included
   * @param loopMicros CPU time of the event loops
   * @param busiestLoopShare CPU time of the busiest event loop by wall time: near 1, the client is
   *     the limit
   */
  public record ClientCost(double processMicros, double loopMicros, double busiestLoopShare) {
    public double processMicrosPer(long requests) {
      return requests == 0 ? 0 : processMicros / requests;
    }

    public double loopMicrosPer(long requests) {
      return requests == 0 ? 0 : loopMicros / requests;
    }
  }

  /**
   * What the endpoint's processes took of the machine during the window.
   *
   * @param micros CPU time of all of them, whatever they did with it
   */
  public record ServerCost(double micros) {
    public double microsPer(long requests) {
      return requests == 0 ? 0 : micros / requests;
    }

    /** How many cores were busy with it on average. */
    public double cores(double seconds) {
      return micros / MICROS_PER_SECOND / seconds;
    }
  }

  /**
   * One operation on one of two tables that were loaded in turn.
   *
   * @param load of all turns
   * @param serverMicros CPU time of the endpoint's processes per request that was replied to, a
   *     figure for each turn; empty if none was looked at
   */
  public record Turns(
      Operation operation, String table, Report.Load load, List<Double> serverMicros) {
    public Turns {
      serverMicros = List.copyOf(serverMicros);
    }

    /** The middle one of the turns' figures, or between the two that are there. */
    public OptionalDouble serverMicrosMedian() {
      List<Double> sorted = serverMicros.stream().sorted().toList();
      int half = sorted.size() / 2;
      return sorted.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of((sorted.get(half) + sorted.get((sorted.size() - 1) / 2)) / 2);
    }
  }

  /**
   * Lag as a client sees it: of replication, an item written at one endpoint, polled at the other
   * until it is there; of a stream, an item whose record a reader of all shards waits for.
   *
   * @param sinceReply from the write's reply to the poll's reply that brought the item
   * @param sinceStart the same from the write's sending on
   * @param resolution per probe, the span in which the item became visible: it was not there at its
   *     start, and there at its end
   * @param write latency of the probes' own writes
   * @param seen probes that saw their item
   * @param timedOut probes that gave up; in the percentiles with the time waited
   * @param skipped probes not made because too many were in flight
   */
  public record Lag(
      Latency sinceReply,
      Latency sinceStart,
      Latency resolution,
      Latency write,
      long seen,
      long timedOut,
      long skipped,
      long polls,
      List<ErrorCounts.Counted> errors) {
    public Lag {
      errors = List.copyOf(errors);
    }
  }
}
