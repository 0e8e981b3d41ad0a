package dev.pangaea.simulator.world;

import dev.pangaea.simulator.world.Happening.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Draws a scenario from a seed. Each seed leaves some kinds of faults out altogether, so that what
 * only one kind brings about is not hidden by the others.
 */
public final class ScenarioDraw {
  private static final int REGIONS_MAX = 5;
  private static final int KEYS_MAX = 12;
  private static final int PARTITIONS_MAX = 2;
  private static final long FAULTS_MILLIS_MIN = 6_000;
  private static final long FAULTS_MILLIS_MAX = 24_000;
  private static final int ASKS_MIN = 60;
  private static final int ASKS_MAX = 500;
  private static final int ASKS_AFTER_CRASH = 8;
  private static final long AFTER_CRASH_MILLIS = 40;
  private static final long CLOCK_MILLIS_MAX = 600_000;

  private final SplittableRandom random;
  private final long seed;
  private final int regions;
  private final int keys;
  private final long faultsMillis;
  private final List<Happening> happenings = new ArrayList<>();

  private ScenarioDraw(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.regions = random.nextInt(3) < 2 ? 2 : random.nextInt(3, REGIONS_MAX + 1);
    this.keys = random.nextInt(1, KEYS_MAX + 1);
    this.faultsMillis = random.nextLong(FAULTS_MILLIS_MIN, FAULTS_MILLIS_MAX);
  }

  public static Scenario of(long seed) {
    return new ScenarioDraw(seed).draw();
  }

  private Scenario draw() {
    int partitions = random.nextInt(1, PARTITIONS_MAX + 1);
    asks();
    some(6, this::cut);
    some(8, this::deliveries);
    some(3, this::restartLink);
    some(6, this::appends);
    some(2, this::logAway);
    some(4, this::crash);
    some(2, this::takeOver);
    some(4, this::setClock);
    some(4, this::index);
    happenings.sort(Comparator.comparingLong(Happening::atMillis));
    return new Scenario(seed, regions, partitions, keys, faultsMillis, happenings);
  }

  private void asks() {
    int count = random.nextInt(ASKS_MIN, ASKS_MAX);
    boolean bursts = random.nextBoolean();
    long at = 0;
    for (int ask = 0; ask < count; ask++) {
      at = bursts && ask > 0 && random.nextInt(4) > 0 ? at + random.nextLong(4) : moment();
      happenings.add(ask(Math.min(at, faultsMillis), region()));
    }
  }

  private Happening ask(long at, int region) {
    return new Happening.Ask(
        at,
        region,
        random.nextInt(keys),
        any(Kind.values()),
        random.nextInt(4) > 0,
        random.nextInt(3) == 0);
  }

  private void some(int most, Supplier<Happening> draw) {
    if (random.nextBoolean()) {
      for (int left = random.nextInt(1, most + 1); left > 0; left--) {
        happenings.add(draw.get());
      }
    }
  }

  private Happening cut() {
    int from = region();
    return new Happening.Cut(
        moment(), from, other(from), random.nextLong(50, 8_000), random.nextInt(3) > 0);
  }

  private Happening deliveries() {
    int source = region();
    return new Happening.Deliveries(
        moment(), source, other(source), any(DeliveryFate.values()), random.nextInt(1, 4));
  }

  private Happening restartLink() {
    int source = region();
    return new Happening.RestartLink(moment(), source, other(source));
  }

  private Happening appends() {
    return new Happening.Appends(
        moment(), region(), any(AppendFate.values()), random.nextInt(1, 4));
  }

  private Happening logAway() {
    return new Happening.LogAway(moment(), region(), random.nextLong(100, 5_000));
  }

  /** Clients are at the door when it starts again. */
  private Happening crash() {
    long at = moment();
    long down = random.nextLong(10, 2_000);
    int region = region();
    for (int ask = 0; ask < ASKS_AFTER_CRASH; ask++) {
      long later = Math.min(at + down + random.nextLong(AFTER_CRASH_MILLIS), faultsMillis);
      happenings.add(ask(later, region));
    }
    return new Happening.Crash(at, region, down, random.nextInt(101));
  }

  private Happening takeOver() {
    return new Happening.TakeOver(
        moment(), region(), random.nextLong(50, 5_000), random.nextLong(100, 6_000));
  }

  private Happening index() {
    return new Happening.Index(moment(), region(), random.nextInt(3) > 0);
  }

  private Happening setClock() {
    return new Happening.SetClock(
        moment(), region(), random.nextLong(-CLOCK_MILLIS_MAX, CLOCK_MILLIS_MAX));
  }

  private long moment() {
    return random.nextLong(faultsMillis);
  }

  private int region() {
    return random.nextInt(regions);
  }

  private int other(int region) {
    return (region + random.nextInt(1, regions)) % regions;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
