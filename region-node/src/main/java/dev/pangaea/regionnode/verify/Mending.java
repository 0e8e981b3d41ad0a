package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.RangeDigest;
import java.util.List;
import java.util.Optional;

/**
 * Makes two regions equal where they differ: each is handed what the other holds, as a change that
 * arrives, and the ordinary rule decides. Nothing is overwritten blindly, and nothing old wins. Two
 * contents of one version are left alone, since no rule says which of them was written; and what
 * one region alone holds, in a store that is damaged there.
 */
public final class Mending {
  /** How often a region is asked whether it is done. */
  private static final int LOOKS_MAX = 50;

  private final RegionView one;
  private final RegionView other;
  private final RegionName oneName;
  private final RegionName otherName;
  private final Pause pause;

  /** What became of an attempt. */
  public sealed interface Outcome {
    record Mended() implements Outcome {}

    /** They became equal by themselves, or were written to: to be compared again. */
    record Moved() implements Outcome {}

    /** It was not even tried. @param why and what a person may do */
    record Left(String why) implements Outcome {}

    /** A region did not take it, so that they still differ. */
    record Failed(String why) implements Outcome {}
  }

  public Mending(
      RegionName oneName, RegionView one, RegionName otherName, RegionView other, Pause pause) {
    this.oneName = oneName;
    this.one = one;
    this.otherName = otherName;
    this.other = other;
    this.pause = pause;
  }

  /** What would be done, in a few words. */
  public String plan(Difference difference) throws RegionUnavailableException {
    Optional<Outcome.Left> left = leave(difference);
    if (left.isPresent()) {
      return "leave it alone: " + left.get().why();
    }
    String both = "bring to %s what %s holds";
    if (difference.one().isEmpty()) {
      return both.formatted(oneName, otherName);
    }
    if (difference.other().isEmpty()) {
      return both.formatted(otherName, oneName);
    }
    return "bring what each holds to the other; the ordinary rule decides";
  }

  /**
   * A region takes nothing in once it has dropped tombstones since before the states were read: one
   * of them may have been of what is brought, which would show again.
   *
   * <p>What one holds is read once more after the other: if nothing is left in that one since it
   * has dropped a tombstone, then on this one's word that it has the deletion, and it would show
   * now.
   */
  public Outcome mend(Difference difference) throws RegionUnavailableException {
    Optional<Outcome.Left> left = leave(difference);
    if (left.isPresent()) {
      return left.get();
    }
    long oneDropped = one.dropped(difference.partition());
    long otherDropped = other.dropped(difference.partition());
    Optional<Change> here = one.state(difference.partition(), difference.key());
    Optional<Change> there = other.state(difference.partition(), difference.key());
    if (!is(here, difference.one())
        || !is(there, difference.other())
        || !here.equals(one.state(difference.partition(), difference.key()))) {
      return new Outcome.Moved();
    }
    Optional<String> refusal = bring(here, oneName, other, otherDropped, difference);
    Optional<String> alsoRefusal = bring(there, otherName, one, oneDropped, difference);
    Optional<Change> after = one.state(difference.partition(), difference.key());
    if (after.equals(other.state(difference.partition(), difference.key()))) {
      return new Outcome.Mended();
    }
    return refusal
        .or(() -> alsoRefusal)
        .<Outcome>map(Outcome.Failed::new)
        .orElseGet(Outcome.Moved::new);
  }

  /** Has the digest of a range made anew, and waits for it. */
  public Outcome mend(Unfit unfit) throws RegionUnavailableException {
    RegionView region = unfit.region().equals(oneName) ? one : other;
    region.recount(unfit.partition(), unfit.range());
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      pause.rest();
      RangeDigest digest = region.digests(unfit.partition()).get(unfit.range());
      if (digest.whole()
          && region
              .read(unfit.partition(), unfit.range())
              .filter(RangeReading::isIntact)
              .isPresent()) {
        return new Outcome.Mended();
      }
    }
    return new Outcome.Failed("its digest is not made yet");
  }

  private static boolean is(Optional<Change> held, Optional<Entry> judged) {
    return held.map(change -> Entry.of(change.key(), ItemState.of(change))).equals(judged);
  }

  private Optional<String> bring(
      Optional<Change> what, RegionName from, RegionView to, long dropped, Difference difference)
      throws RegionUnavailableException {
    if (what.isEmpty()) {
      return Optional.empty();
    }
    DeliveryOutcome outcome = to.takeIn(difference.partition(), from, dropped, List.of(what.get()));
    return switch (outcome) {
      case DeliveryOutcome.Taken taken ->
          taken.tally().refused() > 0
              ? Optional.of("what a region holds does not fit the other's table")
              : Optional.empty();
      case DeliveryOutcome.Elsewhere _ ->
          Optional.of("a region has dropped tombstones meanwhile; run this again");
      case DeliveryOutcome.NotWanted _ ->
          Optional.of("a region takes nothing in from the other for this table");
      case DeliveryOutcome.Unavailable _ -> Optional.of("a region's log does not answer now");
    };
  }

  /** Why nothing can be done about it; empty if something can. */
  private Optional<Outcome.Left> leave(Difference difference) throws RegionUnavailableException {
    if (difference.isOfOneVersion()) {
      return Optional.of(twoContents(difference));
    }
    if (difference.one().isEmpty()) {
      return alone(otherName, fit(other, difference));
    }
    if (difference.other().isEmpty()) {
      return alone(oneName, fit(one, difference));
    }
    return Optional.empty();
  }

  private static Optional<Outcome.Left> alone(RegionName region, Fit fit) {
    return switch (fit) {
      case FITS -> Optional.empty();
      case DOES_NOT -> Optional.of(ghost(region));
      case NOT_READ -> Optional.of(notRead(region));
    };
  }

  /** It reads for others, or the range is being written to. */
  private static Outcome.Left notRead(RegionName region) {
    return new Outcome.Left(
        "%s does not read its range now, so that it is not known whether it fits its digest; run this again"
            .formatted(region));
  }

  /** It may have been deleted, and the tombstone dropped since: a join would bring it back. */
  private static Outcome.Left ghost(RegionName region) {
    return new Outcome.Left(
        "%s alone holds it, in a range that does not fit its digest; delete it there, or write it anew"
            .formatted(region));
  }

  private Outcome.Left twoContents(Difference difference) throws RegionUnavailableException {
    Fit oneFit = fit(one, difference);
    Fit otherFit = fit(other, difference);
    if (oneFit == Fit.NOT_READ || otherFit == Fit.NOT_READ) {
      return notRead(oneFit == Fit.NOT_READ ? oneName : otherName);
    }
    boolean oneFits = oneFit == Fit.FITS;
    String both = "the same version with two contents: one store is damaged. ";
    if (oneFit == otherFit) {
      return new Outcome.Left(both + "Which one cannot be told; write the item anew");
    }
    return new Outcome.Left(
        both
            + "What %s holds fits its digest, what %s holds does not; write the item anew in %s"
                .formatted(
                    oneFits ? oneName : otherName,
                    oneFits ? otherName : oneName,
                    oneFits ? oneName : otherName));
  }

  /** Whether what a region holds of a range is what its digest says. */
  private enum Fit {
    FITS,
    DOES_NOT,
    NOT_READ
  }

  private static Fit fit(RegionView region, Difference difference)
      throws RegionUnavailableException {
    return region
        .read(difference.partition(), difference.range())
        .map(reading -> reading.isIntact() ? Fit.FITS : Fit.DOES_NOT)
        .orElse(Fit.NOT_READ);
  }
}
