package dev.pangaea.regionnode.trigger.filter;

import java.util.List;

/**
 * Which records are wanted: those that match any of some patterns; all, if there is none.
 *
 * @param texts the patterns as they were given
 */
public record FilterCriteria(List<String> texts, List<FilterPattern> patterns) {
  public static final FilterCriteria ALL = new FilterCriteria(List.of(), List.of());

  public FilterCriteria {
    texts = List.copyOf(texts);
    patterns = List.copyOf(patterns);
  }

  public boolean takesAll() {
    return patterns.isEmpty();
  }

  public boolean takes(JsonValue record) {
    return takesAll() || patterns.stream().anyMatch(pattern -> pattern.matches(record));
  }
}
