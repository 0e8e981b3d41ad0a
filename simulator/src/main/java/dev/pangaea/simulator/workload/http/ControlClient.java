package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import java.time.InstantSource;

/** Calls that come before the load, one connection each. Blocks its caller. */
final class ControlClient {
  private final WirePlan wire;
  private final InstantSource time;

  ControlClient(WirePlan wire, InstantSource time) {
    this.wire = wire;
    this.time = time;
  }

  /** Sends one operation and waits for its reply. */
  CallConnection.Answer call(Target target, String operation, String body) throws BenchException {
    try (CallConnection connection = new CallConnection(target, wire, time)) {
      return connection.call(operation, body);
    }
  }
}
