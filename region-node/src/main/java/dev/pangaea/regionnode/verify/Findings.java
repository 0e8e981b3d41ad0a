package dev.pangaea.regionnode.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison of two regions came to.
 *
 * @param ranges how many were compared
 * @param items how many items and tombstones were told one by one, since their ranges differed
 * @param moving keys that had not come to rest whenever they were looked at
 * @param unknown ranges that a region could say nothing of: it does not answer, or they hold too
 *     much to be told, or are written to all the time
 */
public record Findings(
    long ranges,
    long items,
    List<Difference> differences,
    List<Unfit> unfit,
    long moving,
    long unknown) {
  public static final Findings NONE = new Findings(0, 0, List.of(), List.of(), 0, 0);

  public Findings {
    differences = List.copyOf(differences);
    unfit = List.copyOf(unfit);
  }

  /** Of so many ranges a region does not say enough. */
  static Findings unknown(int ranges) {
    return new Findings(0, 0, List.of(), List.of(), 0, ranges);
  }

  public Findings and(Findings more) {
    return new Findings(
        ranges + more.ranges,
        items + more.items,
        both(differences, more.differences),
        both(unfit, more.unfit),
        moving + more.moving,
        unknown + more.unknown);
  }

  /** Whether it could be told of everything whether it is equal. */
  public boolean isCertain() {
    return moving == 0 && unknown == 0;
  }

  public boolean isEqual() {
    return isCertain() && differences.isEmpty() && unfit.isEmpty();
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
