package dev.pangaea.simulator.workload;

/** What a request of the load does. */
public enum Operation {
  /** GetItem of one key. */
  READ,
  /** PutItem of a whole item. */
  WRITE
}
