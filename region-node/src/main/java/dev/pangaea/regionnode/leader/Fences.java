package dev.pangaea.regionnode.leader;

import java.util.ArrayList;
import java.util.List;

/**
 * Partitions that may be claimed only once the log of transactions has been claimed after them, or
 * written to: another leader may have led them, and may have committed transactions that this one
 * has to know of before it decides anything. Confined to the loop's thread.
 */
final class Fences {
  private final List<PartitionLeader> waiting = new ArrayList<>();
  private final List<PartitionLeader> sent = new ArrayList<>();
  private final List<PartitionLeader> raised = new ArrayList<>();

  boolean isWanted() {
    return !waiting.isEmpty();
  }

  void want(PartitionLeader leader) {
    waiting.add(leader);
  }

  /** A record is on its way that is a fence for all that wait now. */
  void sent() {
    sent.addAll(waiting);
    waiting.clear();
  }

  /** That record counts. */
  void raised() {
    raised.addAll(sent);
    sent.clear();
  }

  /** Nobody knows of that record. */
  void lost() {
    waiting.addAll(sent);
    sent.clear();
  }

  /** Those that may be claimed now, each named once. */
  List<PartitionLeader> takeRaised() {
    if (raised.isEmpty()) {
      return List.of();
    }
    List<PartitionLeader> now = List.copyOf(raised);
    raised.clear();
    return now;
  }
}
