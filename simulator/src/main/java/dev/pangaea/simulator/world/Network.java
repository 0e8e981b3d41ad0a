package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * The way between regions: what is sent arrives later and in its order. What is sent over a cut way
 * is held, and goes on when that heals, as bytes do on a connection that stays open.
 */
final class Network {
  private static final long LATENCY_MILLIS_MAX = 120;

  private final Agenda agenda;
  private final RandomGenerator random;
  private final Way[][] ways;

  private static final class Way {
    private final long latencyNanos;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private int cuts;
    private long lastArrivalNanos;

    Way(long latencyNanos) {
      this.latencyNanos = latencyNanos;
    }
  }

  Network(Agenda agenda, RandomGenerator random, int regions) {
    this.agenda = agenda;
    this.random = random;
    this.ways = new Way[regions][regions];
    for (Way[] row : ways) {
      for (int to = 0; to < regions; to++) {
        row[to] = new Way(MILLI * random.nextLong(1, LATENCY_MILLIS_MAX));
      }
    }
  }

  void send(int from, int to, Runnable arrival) {
    Way way = ways[from][to];
    long nanos = way.latencyNanos + random.nextLong(way.latencyNanos / 4);
    way.lastArrivalNanos = Math.max(way.lastArrivalNanos, agenda.nowNanos() + nanos);
    agenda.at(way.lastArrivalNanos, () -> arrive(way, arrival));
  }

  void cut(int from, int to) {
    ways[from][to].cuts++;
  }

  void heal(int from, int to) {
    Way way = ways[from][to];
    way.cuts--;
    for (int left = way.cuts == 0 ? way.held.size() : 0; left > 0; left--) {
      agenda.after(0, way.held.remove());
    }
  }

  /** What is held stays before what comes. */
  private void arrive(Way way, Runnable arrival) {
    if (way.cuts > 0) {
      way.held.add(arrival);
    } else {
      arrival.run();
    }
  }
}
