package dev.pangaea.simulator.workload;

/**
 * Lets go of arrivals that nobody took in time, so that a load does not make up for a long stall.
 *
 * @param patienceNanos for how long an arrival is kept
 */
public record ImpatientPacer(Pacer arrivals, long patienceNanos) implements Pacer {
  @Override
  public boolean due(long nowNanos) {
    letGo(nowNanos);
    return arrivals.due(nowNanos);
  }

  @Override
  public long take(long nowNanos) {
    letGo(nowNanos);
    return arrivals.take(nowNanos);
  }

  @Override
  public long nextDueNanos() {
    return arrivals.nextDueNanos();
  }

  @Override
  public boolean over(long nowNanos) {
    return arrivals.over(nowNanos);
  }

  private void letGo(long nowNanos) {
    while (arrivals.due(nowNanos) && arrivals.nextDueNanos() < nowNanos - patienceNanos) {
      arrivals.take(nowNanos);
    }
  }
}
