package dev.pangaea.regionnode.expression.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** A projection as it was written. */
public record ParsedProjection(List<ParsedPath> paths) {
  public ParsedProjection {
    paths = List.copyOf(paths);
  }

  @Override
  public String toString() {
    return paths.stream().map(ParsedPath::toString).collect(Collectors.joining(", "));
  }
}
