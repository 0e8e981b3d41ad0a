package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether there is an order in which operations could have come one after the other: what each of
 * them saw and left at each place, and which was over before which began, must not go round in a
 * circle. Operations and contents are known by names; every content is unlike all others.
 */
final class SerialOrder {
  private final Map<String, Set<String>> before = new LinkedHashMap<>();
  private final Map<Place, List<String>> contents = new LinkedHashMap<>();
  private final Map<String, String> writers = new LinkedHashMap<>();
  private final List<Sight> sights = new ArrayList<>();

  private record Sight(String operation, Place place, Optional<String> content) {}

  /** What was at a place, one after the other, since nothing was. */
  void history(Place place, List<String> each) {
    contents.put(place, List.copyOf(each));
  }

  void wrote(String operation, String content) {
    writers.put(content, operation);
  }

  void saw(String operation, Place place, Optional<String> content) {
    sights.add(new Sight(operation, place, content));
  }

  /** One was over before the other began. */
  void precedes(String first, String second) {
    if (!first.equals(second)) {
      before.computeIfAbsent(first, none -> new LinkedHashSet<>()).add(second);
    }
  }

  void check() {
    contents
        .values()
        .forEach(
            each -> {
              for (int index = 1; index < each.size(); index++) {
                precedes(writer(each.get(index - 1)), writer(each.get(index)));
              }
            });
    sights.forEach(this::place);
    assertThat(circle()).as("operations that go round in a circle").isEmpty();
  }

  private void place(Sight sight) {
    List<String> each = contents.getOrDefault(sight.place(), List.of());
    int seen = sight.content().map(each::indexOf).orElse(-1);
    assertThat(sight.content().isEmpty() || seen >= 0)
        .as("%s saw what was there: %s in %s", sight.operation(), sight.content(), each)
        .isTrue();
    if (seen >= 0) {
      precedes(writer(each.get(seen)), sight.operation());
    }
    if (seen + 1 < each.size()) {
      precedes(sight.operation(), writer(each.get(seen + 1)));
    }
  }

  private String writer(String content) {
    return writers.getOrDefault(content, "somebody who wrote " + content);
  }

  /** What is left when all that nothing precedes, or that precedes nothing, is taken away. */
  private Map<String, Set<String>> circle() {
    Map<String, Set<String>> left = new LinkedHashMap<>();
    before.forEach((first, seconds) -> left.put(first, new LinkedHashSet<>(seconds)));
    boolean taken = true;
    while (taken) {
      Set<String> preceded = new LinkedHashSet<>();
      left.values().forEach(preceded::addAll);
      taken = left.keySet().retainAll(preceded);
      for (Set<String> seconds : left.values()) {
        taken |= seconds.retainAll(left.keySet());
      }
      taken |= left.values().removeIf(Set::isEmpty);
    }
    return left;
  }
}
