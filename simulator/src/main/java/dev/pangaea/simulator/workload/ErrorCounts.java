package dev.pangaea.simulator.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each error came, with the first message of each as its example. Confined to one thread.
 */
public final class ErrorCounts {
  /** One kind of error: DynamoDB's name, or what befell the connection. */
  public record Counted(String name, long count, String example) {}

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final Map<String, String> examples = new HashMap<>();

  public void record(String name, String message) {
    add(new Counted(name, 1, message));
  }

  public void add(ErrorCounts other) {
    other.list().forEach(this::add);
  }

  private void add(Counted counted) {
    counts.merge(counted.name, counted.count, Long::sum);
    examples.putIfAbsent(counted.name, counted.example);
  }

  public List<Counted> list() {
    List<Counted> list = new ArrayList<>();
    counts.forEach((name, count) -> list.add(new Counted(name, count, examples.get(name))));
    return List.copyOf(list);
  }
}
