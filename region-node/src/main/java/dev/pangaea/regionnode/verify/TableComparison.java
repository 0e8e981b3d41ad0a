package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a table in two regions, partition by partition, and mends it if that is wanted. */
public final class TableComparison {
  private final RegionName oneName;
  private final RegionView one;
  private final RegionName otherName;
  private final RegionView other;
  private final Comparison comparison;
  private final Mending mending;

  /** What is done about what is found. */
  public enum Repair {
    NO,
    /** It is only said what would be done. */
    DRY,
    YES
  }

  /** Something that was done about a difference, or would be. */
  public record Done(String what, String outcome) {}

  /**
   * @param found before anything was mended
   * @param left after it; the same where nothing was
   * @param convergedAsOf every write that either region made up to then is in both; empty if one
   *     has not heard of the other yet
   */
  public record Result(
      String table,
      RegionName one,
      RegionName other,
      Findings found,
      Findings left,
      List<Done> done,
      Optional<HybridTime> convergedAsOf) {
    public Result {
      done = List.copyOf(done);
    }
  }

  public TableComparison(
      RegionName oneName, RegionView one, RegionName otherName, RegionView other, Pause pause) {
    this.oneName = oneName;
    this.one = one;
    this.otherName = otherName;
    this.other = other;
    this.comparison = new Comparison(oneName, one, otherName, other, pause);
    this.mending = new Mending(oneName, one, otherName, other, pause);
  }

  /**
   * @param reads whether all items are read, instead of trusting the digests that are kept of them
   */
  public Result compare(String table, int partitions, boolean reads, Repair repair) {
    Optional<HybridTime> converged = convergedAsOf(table, partitions);
    Findings found = findings(table, partitions, reads);
    List<Done> done = new ArrayList<>();
    Findings left = found;
    switch (repair) {
      case NO -> {}
      case DRY -> plan(found, done);
      case YES -> {
        mend(found, done);
        if (!done.isEmpty()) {
          left = findings(table, partitions, reads);
        }
      }
    }
    return new Result(table, oneName, otherName, found, left, done, converged);
  }

  private Findings findings(String table, int partitions, boolean reads) {
    Findings findings = Findings.NONE;
    for (int partition = 0; partition < partitions; partition++) {
      TablePartition each = new TablePartition(table, partition);
      findings = findings.and(reads ? comparison.byReading(each) : comparison.byDigests(each));
    }
    return findings;
  }

  /** Empty also where a region does not say. */
  private Optional<HybridTime> convergedAsOf(String table, int partitions) {
    try {
      return convergedAsOfNow(table, partitions);
    } catch (RegionUnavailableException silent) {
      return Optional.empty();
    }
  }

  private Optional<HybridTime> convergedAsOfNow(String table, int partitions)
      throws RegionUnavailableException {
    Optional<HybridTime> least = Optional.empty();
    for (int partition = 0; partition < partitions; partition++) {
      TablePartition each = new TablePartition(table, partition);
      HybridTime here = one.known(each).upTo().get(otherName);
      HybridTime there = other.known(each).upTo().get(oneName);
      if (here == null || there == null) {
        return Optional.empty();
      }
      HybridTime both = here.compareTo(there) <= 0 ? here : there;
      least = least.filter(known -> known.compareTo(both) <= 0).or(() -> Optional.of(both));
    }
    return least;
  }

  private interface Attempt {
    String make() throws RegionUnavailableException;
  }

  private static Done done(String what, Attempt attempt) {
    try {
      return new Done(what, attempt.make());
    } catch (RegionUnavailableException silent) {
      return new Done(what, "not done: " + silent.getMessage());
    }
  }

  private void plan(Findings found, List<Done> done) {
    for (Difference difference : found.differences()) {
      done.add(done(KeyText.of(difference.key()), () -> "would " + mending.plan(difference)));
    }
    for (Unfit unfit : found.unfit()) {
      done.add(new Done(text(unfit), "would make its digest anew"));
    }
  }

  /** Digests last: they are to be those of what is mended. */
  private void mend(Findings found, List<Done> done) {
    for (Difference difference : found.differences()) {
      done.add(done(KeyText.of(difference.key()), () -> text(mending.mend(difference))));
    }
    for (Unfit unfit : found.unfit()) {
      boolean needed =
          found.differences().stream()
              .noneMatch(
                  each ->
                      each.isOfOneVersion()
                          && each.partition().equals(unfit.partition())
                          && each.range() == unfit.range());
      if (needed) {
        done.add(done(text(unfit), () -> text(mending.mend(unfit))));
      }
    }
  }

  private static String text(Unfit unfit) {
    return "%s, range %d in %s".formatted(unfit.partition(), unfit.range(), unfit.region());
  }

  private static String text(Mending.Outcome outcome) {
    return switch (outcome) {
      case Mending.Outcome.Mended _ -> "mended";
      case Mending.Outcome.Moved _ -> "was written to meanwhile";
      case Mending.Outcome.Left(String why) -> "left alone: " + why;
      case Mending.Outcome.Failed(String why) -> "still different: " + why;
    };
  }
}
