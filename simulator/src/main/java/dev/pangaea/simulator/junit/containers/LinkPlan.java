package dev.pangaea.simulator.junit.containers;

import java.util.ArrayList;
import java.util.List;

/** The links between regions, one each way between any two, and their ports. */
record LinkPlan(List<String> regions) {
  /** The name under which all containers reach the links. */
  static final String HOST = "links";

  static final int CONTROL_PORT = 8474;
  private static final int LINK_PORTS = 10_000;
  private static final int LISTENER_PORTS = 9_200;

  LinkPlan {
    regions = List.copyOf(regions);
  }

  /**
   * A link: the changes of its source travel to its target.
   *
   * @param port where the target's replicator finds it
   * @param listener the port of the source's Kafka behind it
   */
  record Way(String source, String target, int port, int listener) {
    String name() {
      return source + "-to-" + target;
    }

    String address() {
      return HOST + ":" + port;
    }
  }

  List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (int source = 0; source < regions.size(); source++) {
      for (int target = 0; target < regions.size(); target++) {
        if (source != target) {
          ways.add(
              new Way(
                  regions.get(source),
                  regions.get(target),
                  LINK_PORTS + source * regions.size() + target,
                  LISTENER_PORTS + target));
        }
      }
    }
    return ways;
  }

  List<Way> from(String source) {
    return ways().stream().filter(way -> way.source().equals(source)).toList();
  }

  List<Way> to(String target) {
    return ways().stream().filter(way -> way.target().equals(target)).toList();
  }
}
