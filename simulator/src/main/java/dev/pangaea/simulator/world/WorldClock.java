package dev.pangaea.simulator.world;

/**
 * A machine's wall clock: it runs a little too fast or too slow, and is set now and then. It may
 * run much too fast or too slow, or swing around its time.
 */
final class WorldClock {
  private static final long BEGINNING_MILLIS = 1_700_000_000_000L;
  private static final long MILLION = 1_000_000;

  private final Agenda agenda;
  private long driftPerMillion;
  private long aheadMillis;
  private long driftsSinceMillis;
  private long swingMillis;
  private long swingPeriodMillis = 1;
  private long swingsSinceMillis;
  private boolean stopped;
  private long stoppedMillis;

  WorldClock(Agenda agenda, long driftPerMillion, long aheadMillis) {
    this.agenda = agenda;
    this.driftPerMillion = driftPerMillion;
    this.aheadMillis = aheadMillis;
  }

  /** What a clock says that is right. */
  static long trueMillis(Agenda agenda) {
    return BEGINNING_MILLIS + agenda.nowMillis();
  }

  long millis() {
    if (stopped) {
      return stoppedMillis;
    }
    return trueMillis(agenda) + drifted() + swung() + aheadMillis;
  }

  private long drifted() {
    return (agenda.nowMillis() - driftsSinceMillis) * driftPerMillion / MILLION;
  }

  private long swung() {
    double turns = (double) (agenda.nowMillis() - swingsSinceMillis) / swingPeriodMillis;
    return Math.round(swingMillis * StrictMath.sin(2 * Math.PI * turns));
  }

  /** Runs so much too fast from now on. */
  void drift(long perMillion) {
    aheadMillis += drifted();
    driftsSinceMillis = agenda.nowMillis();
    driftPerMillion = perMillion;
  }

  /** Swings around its time from now on, forward first. */
  void swing(long byMillis, long periodMillis) {
    swingMillis = byMillis;
    swingPeriodMillis = periodMillis;
    swingsSinceMillis = agenda.nowMillis();
  }

  void set(long millis) {
    aheadMillis = millis;
    stopped = false;
  }

  void move(long millis) {
    aheadMillis += millis;
    stoppedMillis += millis;
  }

  /** Stands still until it is set. @param millis how far ahead of now */
  void stop(long millis) {
    stoppedMillis = millis() + millis;
    stopped = true;
  }
}
