package dev.pangaea.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All logs of a region as its brokers keep them, and those that are gone. */
final class WorldLogs {
  private final Supplier<WorldClock> clocks;
  private final TreeMap<String, List<KeptLog>> living = new TreeMap<>();
  private final List<String> made = new ArrayList<>();
  private final TreeMap<String, List<KeptLog>> ever = new TreeMap<>();

  /**
   * @param clocks makes one for each partition of a log
   */
  WorldLogs(Supplier<WorldClock> clocks) {
    this.clocks = clocks;
  }

  /** Nothing, if it is there. */
  void create(String name, int partitions) {
    if (!living.containsKey(name)) {
      List<KeptLog> each = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        each.add(new KeptLog(name + "-" + partition, clocks.get()));
      }
      living.put(name, List.copyOf(each));
      ever.put(name, List.copyOf(each));
      made.add(name);
    }
  }

  void delete(String name) {
    Optional.ofNullable(living.remove(name)).ifPresent(gone -> gone.forEach(KeptLog::delete));
  }

  Optional<KeptLog> log(String name, int partition) {
    return Optional.ofNullable(living.get(name)).map(each -> each.get(partition));
  }

  /** The partitions of those whose names begin so, gone or not, in the order of their making. */
  List<List<KeptLog>> ever(String prefix) {
    return made.stream().filter(name -> name.startsWith(prefix)).map(ever::get).toList();
  }
}
