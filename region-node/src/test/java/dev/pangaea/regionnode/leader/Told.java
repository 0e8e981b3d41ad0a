package dev.pangaea.regionnode.leader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A listener that remembers what it was told. */
final class Told<T> implements Consumer<T> {
  private final List<T> outcomes = new ArrayList<>();

  @Override
  public synchronized void accept(T outcome) {
    outcomes.add(outcome);
  }

  /** All that it was told: one outcome, or none yet, where all is well. */
  synchronized List<T> outcomes() {
    return List.copyOf(outcomes);
  }
}
