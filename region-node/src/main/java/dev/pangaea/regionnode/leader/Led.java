package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;

/** A partition that is led, or is to be. */
final class Led {
  private final PartitionLeader leader;
  private final PartitionLog log;
  private final boolean sealed;
  private boolean replicated;
  private boolean touched;

  Led(PartitionLeader leader, PartitionOpening opening) {
    this.leader = leader;
    this.log = opening.log();
    this.sealed = opening.sealed();
    this.replicated = opening.replicated();
  }

  PartitionId partition() {
    return leader.state().partition();
  }

  PartitionLeader leader() {
    return leader;
  }

  PartitionLog log() {
    return log;
  }

  /** Whether it takes no writes of its own region, but all else. */
  boolean sealed() {
    return sealed;
  }

  /** Whether other regions wait for its clock. */
  boolean replicated() {
    return replicated;
  }

  void replicated(boolean is) {
    replicated = is;
  }

  boolean touched() {
    return touched;
  }

  void touched(boolean is) {
    touched = is;
  }
}
