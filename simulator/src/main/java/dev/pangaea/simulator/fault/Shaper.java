package dev.pangaea.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the toxics of one stream do to one connection: a chain of stages in the order in which the
 * toxics were added.
 *
 * <p>A segment that comes in is given at once the instant at which it leaves; the caller keeps it
 * until then. When the toxics change or a partition heals, what the caller still holds is given new
 * instants by {@link #retime}; bytes that were swallowed or counted once are not so again. Confined
 * to one thread.
 */
public final class Shaper {
  private static final Stage SPARED = new Stage.Spared();

  private record Place(Toxic toxic, Stage stage) {}

  private final RandomGenerator random;
  private List<Place> places = List.of();
  private boolean idle = true;
  private boolean slices;

  public Shaper(RandomGenerator random) {
    this.random = random;
  }

  /** Whether segments pass unchanged. */
  public boolean idle() {
    return idle;
  }

  /** Whether the cuts between segments are to be seen by the receiver. */
  public boolean slices() {
    return slices;
  }

  /**
   * Takes other toxics from now on. What is held must be retimed.
   *
   * @return whether a toxic was lifted whose end must close the connection
   */
  public boolean become(List<Toxic> toxics, long nowNanos) {
    boolean closes =
        places.stream()
            .filter(place -> toxics.stream().noneMatch(toxic -> sameName(place, toxic)))
            .anyMatch(place -> place.stage().closesWhenLifted());
    List<Place> next = new ArrayList<>(toxics.size());
    for (Toxic toxic : toxics) {
      next.add(new Place(toxic, stage(toxic, nowNanos)));
    }
    places = List.copyOf(next);
    idle = places.stream().allMatch(place -> place.stage() == SPARED);
    slices = places.stream().anyMatch(place -> place.stage() instanceof SlicerStage);
    return closes;
  }

  /** A segment that comes in now; {@code out} takes what becomes of it, in order. */
  public void pass(Segment segment, Consumer<? super Segment> out) {
    feed(0, false, segment, out);
  }

  /** A segment that passed before and has not left yet. */
  public void retime(Segment segment, Consumer<? super Segment> out) {
    feed(0, true, segment, out);
  }

  /** The earliest end that a toxic has in store for the connection. */
  public Ending ending() {
    Ending earliest = Ending.NEVER;
    for (Place place : places) {
      earliest = earliest.earlier(place.stage().ending());
    }
    return earliest;
  }

  private void feed(int index, boolean again, Segment segment, Consumer<? super Segment> out) {
    if (index == places.size()) {
      out.accept(segment);
      return;
    }
    Stage stage = places.get(index).stage();
    if (again && !stage.timing()) {
      feed(index + 1, again, segment, out);
    } else {
      stage.pass(segment, passed -> feed(index + 1, again, passed, out));
    }
  }

  private Stage stage(Toxic toxic, long nowNanos) {
    for (Place place : places) {
      if (place.toxic().equals(toxic) && !place.stage().timing()) {
        return place.stage();
      }
      if (place.toxic().equals(toxic)) {
        return Stage.of(toxic.fault(), nowNanos, random, place.stage());
      }
      if (sameName(place, toxic)) {
        return drawn(toxic, nowNanos, place.stage());
      }
    }
    return drawn(toxic, nowNanos, SPARED);
  }

  private Stage drawn(Toxic toxic, long nowNanos, Stage previous) {
    boolean holds = toxic.toxicity() >= 1 || random.nextDouble() < toxic.toxicity();
    return holds ? Stage.of(toxic.fault(), nowNanos, random, previous) : SPARED;
  }

  private static boolean sameName(Place place, Toxic toxic) {
    return place.toxic().name().equals(toxic.name());
  }
}
