package dev.pangaea.simulator.link;

import java.util.Optional;

/** A link as it is asked for: where it listens, and what it leads to. Port 0 picks a free one. */
public record LinkSpec(String name, Optional<Regions> regions, Address listen, Address upstream) {
  public LinkSpec {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a link has a name");
    }
  }

  /** A link whose regions, if any, are told by its name. */
  public static LinkSpec named(String name, Address listen, Address upstream) {
    return new LinkSpec(name, Regions.ofName(name), listen, upstream);
  }

  /** The link that carries the changes of {@code source} to {@code target}. */
  public static LinkSpec between(String source, String target, Address listen, Address upstream) {
    Regions regions = new Regions(source, target);
    return new LinkSpec(regions.linkName(), Optional.of(regions), listen, upstream);
  }
}
