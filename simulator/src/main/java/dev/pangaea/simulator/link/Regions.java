package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Direction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The directed pair of regions of a link: changes travel from the source, whose log is behind the
 * link, to the target, whose replicator connects to it.
 */
public record Regions(String source, String target) {
  private static final String BETWEEN = "-to-";

  public Regions {
    if (source.isEmpty() || target.isEmpty() || source.equals(target)) {
      throw new IllegalArgumentException("a link joins two regions");
    }
  }

  /**
   * The regions that a link's name tells, when it is of the form {@code us-east-1-to-eu-west-1}.
   */
  public static Optional<Regions> ofName(String linkName) {
    int between = linkName.indexOf(BETWEEN);
    if (between <= 0 || between + BETWEEN.length() >= linkName.length()) {
      return Optional.empty();
    }
    String source = linkName.substring(0, between);
    String target = linkName.substring(between + BETWEEN.length());
    return source.equals(target) ? Optional.empty() : Optional.of(new Regions(source, target));
  }

  /** The name of the link between these regions. */
  public String linkName() {
    return source + BETWEEN + target;
  }

  public boolean joins(String one, String other) {
    return within(List.of(one, other)) && !one.equals(other);
  }

  /** A target's client connects to its source, so what flows to the target flows downstream. */
  public Direction towards(String region) {
    return target.equals(region) ? Direction.DOWNSTREAM : Direction.UPSTREAM;
  }

  boolean within(Collection<String> regions) {
    return regions.contains(source) && regions.contains(target);
  }
}
