package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import java.util.function.Consumer;

/**
 * Tells whoever waits for a record what became of it. One of the three is called, once; none
 * throws, whatever the listener does.
 */
sealed interface Completion {
  /** The record counts and is in the store. */
  void counts(long offset, long visibleMillis);

  /** The record does not count and never will. */
  void unavailable();

  /** The log did not say within the bound. */
  void inDoubt();

  /**
   * @param decided what a write came to, if all that it was decided on counts
   */
  record OfWrite(Consumer<WriteOutcome> listener, WriteOutcome decided) implements Completion {
    @Override
    public void counts(long offset, long visibleMillis) {
      tell(listener, decided);
    }

    @Override
    public void unavailable() {
      tell(listener, new WriteOutcome.Unavailable());
    }

    @Override
    public void inDoubt() {
      tell(listener, new WriteOutcome.InDoubt());
    }
  }

  /**
   * Answers a replicator: to it, in doubt is as good as unavailable, since it asks where the region
   * stands.
   */
  record OfDelivery(
      Consumer<DeliveryOutcome> listener, Progress standing, DeliveryOutcome.Tally tally)
      implements Completion {
    @Override
    public void counts(long offset, long visibleMillis) {
      tell(listener, new DeliveryOutcome.Taken(standing, tally, visibleMillis));
    }

    @Override
    public void unavailable() {
      tell(listener, new DeliveryOutcome.Unavailable());
    }

    @Override
    public void inDoubt() {
      unavailable();
    }
  }

  /**
   * @param decided what a restoration came to, if all that it was decided on counts
   */
  record OfRestoration(Consumer<RestoreOutcome> listener, RestoreOutcome decided)
      implements Completion {
    @Override
    public void counts(long offset, long visibleMillis) {
      tell(listener, decided);
    }

    @Override
    public void unavailable() {
      tell(listener, new RestoreOutcome.Unavailable());
    }

    @Override
    public void inDoubt() {
      tell(listener, new RestoreOutcome.InDoubt());
    }
  }

  /** Answers the node's own appends, which are idempotent and asked again. */
  record OfAppend(Consumer<AppendAnswer> listener) implements Completion {
    @Override
    public void counts(long offset, long visibleMillis) {
      tell(listener, new AppendAnswer.Counts(offset));
    }

    @Override
    public void unavailable() {
      tell(listener, new AppendAnswer.Unavailable());
    }

    @Override
    public void inDoubt() {
      unavailable();
    }
  }

  /** Tells that a request was not taken in: it was never decided, so it cannot count. */
  record OfRefused(Runnable telling) implements Completion {
    @Override
    public void counts(long offset, long visibleMillis) {
      unavailable();
    }

    @Override
    public void unavailable() {
      Answers.guarded(telling);
    }

    @Override
    public void inDoubt() {
      unavailable();
    }
  }

  private static <T> void tell(Consumer<T> listener, T outcome) {
    Answers.guarded(() -> listener.accept(outcome));
  }
}
