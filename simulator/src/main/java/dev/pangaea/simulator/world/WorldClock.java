package dev.pangaea.simulator.world;

/** A machine's wall clock: it runs a little too fast or too slow, and is set now and then. */
final class WorldClock {
  private static final long BEGINNING_MILLIS = 1_700_000_000_000L;
  private static final long MILLION = 1_000_000;

  private final Agenda agenda;
  private final long driftPerMillion;
  private long aheadMillis;
  private boolean stopped;
  private long stoppedMillis;

  WorldClock(Agenda agenda, long driftPerMillion, long aheadMillis) {
    this.agenda = agenda;
    this.driftPerMillion = driftPerMillion;
    this.aheadMillis = aheadMillis;
  }

  long millis() {
    if (stopped) {
      return stoppedMillis;
    }
    long passed = agenda.nowMillis();
    return BEGINNING_MILLIS + passed + passed * driftPerMillion / MILLION + aheadMillis;
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
