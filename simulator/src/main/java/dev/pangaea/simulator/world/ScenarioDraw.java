package dev.pangaea.simulator.world;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.simulator.world.Happening.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Draws a scenario from a seed. Each kind of fault is in it or not by the toss of a coin: nearly
 * every seed leaves some kinds out, so that what only one brings about is not hidden by the others,
 * and a few have all of them, or none.
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
  private static final int RUSH_MAX = 5;
  private static final long RUSH_MILLIS = 15;
  private static final int TOGETHER_MAX = 4;
  private static final Integer[] SURVIVING_PERCENT = {0, 1, 10, 50, 90, 99, 100, 100};
  private static final Kind[] ALONE = {
    Kind.PUT, Kind.PUT_IF, Kind.UPDATE, Kind.UPDATE_IF, Kind.DELETE, Kind.DELETE_IF, Kind.READ
  };
  private static final Kind[] TOGETHER = {
    Kind.PUT, Kind.PUT, Kind.PUT_IF, Kind.UPDATE, Kind.DELETE, Kind.CHECK
  };
  private static final Kind[] ALONE_IN_PART = {
    Kind.PUT,
    Kind.PUT_IF,
    Kind.UPDATE,
    Kind.UPDATE_IF,
    Kind.DELETE,
    Kind.ADD_NUMBER,
    Kind.ADD_NUMBER,
    Kind.ADD_NUMBER,
    Kind.SET_NUMBER,
    Kind.REMOVE_NUMBER,
    Kind.ADD_ELEMENT,
    Kind.ADD_ELEMENT,
    Kind.DELETE_ELEMENT,
    Kind.READ
  };
  private static final Kind[] TOGETHER_IN_PART = {
    Kind.PUT,
    Kind.UPDATE,
    Kind.DELETE,
    Kind.ADD_NUMBER,
    Kind.ADD_NUMBER,
    Kind.ADD_ELEMENT,
    Kind.DELETE_ELEMENT,
    Kind.CHECK
  };
  private static final int SWITCHES_MAX = 4;
  private static final long HEARD_MILLIS_MAX = 3_000;
  static final long CLOCK_MILLIS_MAX = 240_000;

  private final SplittableRandom random;
  private final long seed;
  private final int regions;
  private final int keys;
  private final int partitions;
  private final long faultsMillis;
  private final List<Happening> happenings = new ArrayList<>();
  private final SplittableRandom policies;

  /** Whether there are other policies than the default, and writes for which that matters. */
  private final boolean inPart;

  private ScenarioDraw(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.policies = new SplittableRandom(~seed);
    this.inPart = policies.nextBoolean();
    this.regions = random.nextInt(3) < 2 ? 2 : random.nextInt(3, REGIONS_MAX + 1);
    this.keys = random.nextInt(1, KEYS_MAX + 1);
    this.partitions = random.nextInt(1, PARTITIONS_MAX + 1);
    this.faultsMillis = random.nextLong(FAULTS_MILLIS_MIN, FAULTS_MILLIS_MAX);
  }

  public static Scenario of(long seed) {
    return new ScenarioDraw(seed).draw();
  }

  private Scenario draw() {
    if (inPart) {
      switches();
    }
    asks();
    some(60, this::transact);
    some(30, this::readTogether);
    some(6, this::cut);
    some(8, this::deliveries);
    some(3, this::restartLink);
    some(6, this::appends);
    some(2, this::logAway);
    some(4, this::crash);
    some(2, this::takeOver);
    some(4, this::setClock);
    some(4, this::index);
    some(4, this::reopen);
    some(12, this::restore);
    MemberDraw members = MemberDraw.of(seed, regions, faultsMillis);
    List<Happening> clocks = ClockDraw.of(seed, regions, faultsMillis);
    if (clocks.stream().anyMatch(Happening.SetClock.class::isInstance)) {
      happenings.replaceAll(ScenarioDraw::withoutToken);
    }
    happenings.addAll(clocks);
    if (members.invited() > 0) {
      happenings.removeIf(ScenarioDraw::isOfFixedTables);
    }
    happenings.addAll(members.happenings());
    happenings.sort(Comparator.comparingLong(Happening::atMillis));
    return new Scenario(
        seed,
        regions,
        partitions,
        keys,
        faultsMillis,
        members.invited(),
        expires(members, clocks),
        happenings);
  }

  /** Where each write is one of the whole item, no catalog is asked, and days do not go by. */
  private boolean expires(MemberDraw members, List<Happening> clocks) {
    return !inPart
        && members.invited() == 0
        && clocks.isEmpty()
        && new SplittableRandom(Long.reverse(seed)).nextBoolean();
  }

  /** Of each switch the regions hear at a moment of their own. */
  private void switches() {
    boolean oneOnly = policies.nextBoolean();
    int count = oneOnly ? 1 : policies.nextInt(1, SWITCHES_MAX + 1);
    for (int number = 0; number < count; number++) {
      ConflictPolicy[] all = ConflictPolicy.values();
      ConflictPolicy next = number == 0 ? first() : all[policies.nextInt(all.length)];
      long at = number == 0 ? 0 : policies.nextLong(faultsMillis);
      for (int region = 0; region < regions; region++) {
        long heard = number == 0 ? 0 : policies.nextLong(HEARD_MILLIS_MAX);
        happenings.add(new Happening.Switch(Math.min(at + heard, faultsMillis), region, next));
      }
    }
  }

  private ConflictPolicy first() {
    return policies.nextInt(3) == 0
        ? ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS
        : ConflictPolicy.MERGEABLE;
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
        any(inPart ? ALONE_IN_PART : ALONE),
        random.nextInt(4) > 0,
        random.nextInt(3) == 0);
  }

  private Happening transact() {
    return transact(moment(), region());
  }

  private Happening transact(long at, int region) {
    List<Happening.Part> parts = new ArrayList<>();
    someKeys()
        .forEach(
            key -> parts.add(new Happening.Part(key, any(inPart ? TOGETHER_IN_PART : TOGETHER))));
    return new Happening.Transact(
        at, region, parts, random.nextInt(6) > 0, random.nextBoolean(), rarely());
  }

  private Happening readTogether() {
    return new Happening.ReadTogether(moment(), region(), someKeys(), rarely());
  }

  private List<Integer> someKeys() {
    Set<Integer> some = new TreeSet<>();
    for (int left = random.nextInt(1, TOGETHER_MAX + 1); left > 0; left--) {
      some.add(random.nextInt(keys));
    }
    return List.copyOf(some);
  }

  private boolean rarely() {
    return random.nextInt(4) == 0;
  }

  private void some(int most, Supplier<Happening> draw) {
    if (random.nextBoolean()) {
      for (int left = random.nextInt(1, most + 1); left > 0; left--) {
        happenings.add(draw.get());
      }
    }
  }

  private Happening restore() {
    return new Happening.Restore(
        moment(), region(), random.nextInt(1000), random.nextBoolean(), rarely());
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
    long at = moment();
    int region = region();
    rush(at, region);
    return new Happening.Appends(at, region, any(AppendFate.values()), random.nextInt(1, 4));
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
    rush(at, region);
    if (random.nextBoolean()) {
      long before = Math.max(0, at - random.nextLong(RUSH_MILLIS));
      happenings.add(new Happening.Appends(before, region, AppendFate.SLOW, random.nextInt(1, 4)));
    }
    return new Happening.Crash(at, region, down, any(SURVIVING_PERCENT));
  }

  private Happening takeOver() {
    long at = moment();
    int region = region();
    rush(at, region);
    return new Happening.TakeOver(
        at, region, random.nextLong(50, 5_000), random.nextLong(100, 6_000));
  }

  /** Transactions that are half done when something goes wrong. */
  private void rush(long at, int region) {
    for (int left = random.nextInt(RUSH_MAX); left > 0; left--) {
      happenings.add(transact(Math.max(0, at - random.nextLong(RUSH_MILLIS)), region));
    }
  }

  private Happening reopen() {
    long at = moment();
    int region = region();
    rush(at, region);
    return new Happening.Reopen(at, region, random.nextInt(partitions));
  }

  private Happening index() {
    return new Happening.Index(moment(), region(), random.nextInt(3) > 0);
  }

  /** What a catalog has done in its own way, or a second node that does not know of it. */
  private static boolean isOfFixedTables(Happening happening) {
    return happening instanceof Happening.TakeOver
        || happening instanceof Happening.Reopen
        || happening instanceof Happening.Index;
  }

  /** Where days go by, a token is forgotten before its transaction is asked for again. */
  private static Happening withoutToken(Happening happening) {
    return happening instanceof Happening.Transact it
        ? new Happening.Transact(
            it.atMillis(), it.region(), it.parts(), it.knowing(), false, it.ofRival())
        : happening;
  }

  /** Well within the ten minutes for which a token is known. */
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
