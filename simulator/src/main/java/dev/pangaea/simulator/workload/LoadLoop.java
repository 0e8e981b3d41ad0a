package dev.pangaea.simulator.workload;

import java.util.ArrayDeque;

/**
 * Hands due arrivals to free clients and outcomes to the tally. Confined to one thread.
 *
 * <pre>
 *             due arrival                  outcome
 *   idle client ───────────▶ client at work ───────────▶ idle client, or the next due arrival at once
 * </pre>
 *
 * A due arrival without a free client waits in the pacer and keeps its intended time, so a stall of
 * the server shows in the latency of every request that it held up.
 */
public final class LoadLoop {
  /** The reason given for arrivals that found no free client before the end. */
  public static final String NEVER_SENT = "NeverSent";

  private final Pacer pacer;
  private final OperationMix operations;
  private final KeySequence keys;
  private final Tally tally;
  private final ArrayDeque<Client> idle = new ArrayDeque<>();
  private int atWork;

  public LoadLoop(Pacer pacer, OperationMix operations, KeySequence keys, Tally tally) {
    this.pacer = pacer;
    this.operations = operations;
    this.keys = keys;
    this.tally = tally;
  }

  /** A client is connected and free. After the end it is not taken in any more. */
  public void ready(Client client, long nowNanos) {
    if (pacer.over(nowNanos)) {
      return;
    }
    if (pacer.due(nowNanos)) {
      start(client, nowNanos);
    } else {
      idle.add(client);
    }
  }

  /** A free client lost its connection. */
  public void gone(Client client) {
    idle.remove(client);
  }

  /** A request of a client ended; the client is not free before it says that it is ready. */
  public void ended(Operation operation, long intendedNanos, long nowNanos, Outcome outcome) {
    atWork--;
    tally.record(operation, intendedNanos, nowNanos, outcome);
  }

  /** Gives due arrivals to free clients. */
  public void tick(long nowNanos) {
    while (!idle.isEmpty() && pacer.due(nowNanos)) {
      start(idle.remove(), nowNanos);
    }
  }

  /**
   * When {@link #tick} has work again; {@link Long#MAX_VALUE} while no client is free, or none is
   * needed.
   */
  public long nextTickNanos(long nowNanos) {
    boolean noMoreWork = pacer.over(nowNanos) && !pacer.due(nowNanos);
    return idle.isEmpty() || noMoreWork ? Long.MAX_VALUE : pacer.nextDueNanos();
  }

  /** Whether the last arrival came and all requests that a client was free for have ended. */
  public boolean finished(long nowNanos) {
    return atWork == 0 && pacer.over(nowNanos) && (idle.isEmpty() || !pacer.due(nowNanos));
  }

  /**
   * After the end: counts the arrivals that were never sent, each with its wait so far, and answers
   * the tally.
   */
  public Tally close(long nowNanos) {
    Outcome outcome = new Outcome.Lost(NEVER_SENT);
    while (pacer.due(nowNanos)) {
      tally.record(operations.next(), pacer.take(nowNanos), nowNanos, outcome);
    }
    return tally;
  }

  private void start(Client client, long nowNanos) {
    atWork++;
    client.start(operations.next(), keys.next(), pacer.take(nowNanos));
  }
}
