package dev.pangaea.regionnode.expression.syntax;

import java.util.List;

/** A document path as it was written. */
public record ParsedPath(List<Segment> segments) implements ParsedOperand {
  /** A part of a path. The first is never an index. */
  public sealed interface Segment {
    record Name(String name) implements Segment {}

    /**
     * @param key the sign counted in: {@code #}, or a colon, for which no name is ever defined
     */
    record Placeholder(String key) implements Segment {}

    record Index(int index) implements Segment {}
  }

  public ParsedPath {
    segments = List.copyOf(segments);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Index(int index) -> text.append('[').append(index).append(']');
        case Segment.Name(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Segment.Placeholder(String key) -> text.append(text.isEmpty() ? "" : ".").append(key);
      }
    }
    return text.toString();
  }
}
