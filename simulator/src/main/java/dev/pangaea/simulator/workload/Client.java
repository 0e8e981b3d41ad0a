package dev.pangaea.simulator.workload;

/** One connection, which carries one request at a time. */
public interface Client {
  /**
   * Sends a request and returns at once. The client later reports exactly one outcome to the loop
   * that started it.
   *
   * @param key index of the key
   * @param intendedNanos when the request should have gone out: latency counts from here
   */
  void start(Operation operation, long key, long intendedNanos);
}
