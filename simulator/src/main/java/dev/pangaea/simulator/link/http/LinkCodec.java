package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.LinkStatus;

/** Links in our own words. */
final class LinkCodec {
  private LinkCodec() {}

  static ObjectNode encode(LinkStatus status) {
    ObjectNode json = Json.object().put("name", status.spec().name());
    status
        .spec()
        .regions()
        .ifPresent(regions -> json.put("source", regions.source()).put("target", regions.target()));
    json.put("listen", status.spec().listen().toString())
        .put("upstream", status.spec().upstream().toString())
        .put("state", state(status))
        .put("cut", status.cut().word())
        .put("connections", status.connections());
    ObjectNode streams = json.putObject("streams");
    streams.set("upstream", encode(status.upstream()));
    streams.set("downstream", encode(status.downstream()));
    ArrayNode faults = Json.array(status.toxics(), LinkCodec::encode);
    status.linkFaults().forEach(fault -> faults.add(encode(fault)));
    json.set("faults", faults);
    return json;
  }

  private static String state(LinkStatus status) {
    if (!status.enabled()) {
      return "down";
    }
    return status.cut() == Cut.NONE ? "open" : "partitioned";
  }

  private static ObjectNode encode(LinkStatus.StreamStatus stream) {
    return Json.object().put("bytes", stream.bytes()).put("heldBytes", stream.heldBytes());
  }

  private static ObjectNode encode(Toxic toxic) {
    ObjectNode json =
        Json.object()
            .put("fault", ToxicCodec.type(toxic.fault()))
            .put("name", toxic.name())
            .put("direction", toxic.stream().word())
            .put("toxicity", toxic.toxicity());
    return switch (toxic.fault()) {
      case StreamFault.Latency latency ->
          json.put("latencyMillis", latency.latencyMillis())
              .put("jitterMillis", latency.jitterMillis());
      case StreamFault.Bandwidth bandwidth ->
          json.put("bytesPerSecond", bandwidth.bytesPerSecond());
      case StreamFault.SlowClose slowClose -> json.put("delayMillis", slowClose.delayMillis());
      case StreamFault.Timeout timeout -> json.put("timeoutMillis", timeout.timeoutMillis());
      case StreamFault.ResetPeer reset -> json.put("timeoutMillis", reset.timeoutMillis());
      case StreamFault.Slicer slicer ->
          json.put("averageBytes", slicer.averageBytes())
              .put("variationBytes", slicer.variationBytes())
              .put("delayMicros", slicer.delayMicros());
      case StreamFault.LimitData limit -> json.put("bytes", limit.bytes());
    };
  }

  private static ObjectNode encode(LinkFault fault) {
    return switch (fault) {
      case LinkFault.Down _ -> Json.object().put("fault", "down");
      case LinkFault.Partition partition ->
          Json.object().put("fault", "partition").put("direction", partition.cut().word());
      case LinkFault.Flapping flapping ->
          Json.object()
              .put("fault", "flapping")
              .put("direction", flapping.cut().word())
              .put("upMillis", flapping.upMillis())
              .put("downMillis", flapping.downMillis());
    };
  }
}
