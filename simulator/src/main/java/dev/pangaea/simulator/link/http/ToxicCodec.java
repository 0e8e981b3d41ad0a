package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;

/** Toxics as Toxiproxy writes them: a type, its attributes, a stream, a toxicity. */
final class ToxicCodec {
  /** Toxiproxy counts bandwidth in KB of this many bytes. */
  private static final long RATE_BYTES = 1000;

  private ToxicCodec() {}

  static ObjectNode encode(Toxic toxic) {
    ObjectNode json = Json.object();
    json.set("attributes", attributes(toxic.fault()));
    return json.put("name", toxic.name())
        .put("type", type(toxic.fault()))
        .put("stream", toxic.stream().word())
        .put("toxicity", toxic.toxicity());
  }

  static String type(StreamFault fault) {
    return switch (fault) {
      case StreamFault.Latency _ -> "latency";
      case StreamFault.Bandwidth _ -> "bandwidth";
      case StreamFault.SlowClose _ -> "slow_close";
      case StreamFault.Timeout _ -> "timeout";
      case StreamFault.ResetPeer _ -> "reset_peer";
      case StreamFault.Slicer _ -> "slicer";
      case StreamFault.LimitData _ -> "limit_data";
    };
  }

  static String defaultName(String type, Direction stream) {
    return type + "_" + stream.word();
  }

  /**
   * A toxic as it is asked for: it takes hold of every connection's downstream unless it says
   * otherwise.
   */
  static Toxic create(Input input) {
    String type = input.text("type").orElse("");
    Direction stream =
        Direction.parse(input.text("stream").orElse("downstream"))
            .orElseThrow(
                () ->
                    new ControlException(
                        400, "stream was invalid, can be either upstream or downstream"));
    String name =
        input.text("name").filter(text -> !text.isEmpty()).orElse(defaultName(type, stream));
    double toxicity = input.number("toxicity").orElse(1.0);
    StreamFault fault = fault(type, input.object("attributes").orElse(new Input(Json.object())));
    return Input.checked(() -> new Toxic(name, fault, stream, toxicity));
  }

  /** The toxic with the attributes and the toxicity that are given; the others stay. */
  static Toxic update(Toxic before, Input input) {
    double toxicity = input.number("toxicity").orElse(before.toxicity());
    StreamFault fault =
        input
            .object("attributes")
            .map(given -> merged(before.fault(), given))
            .orElse(before.fault());
    return Input.checked(() -> new Toxic(before.name(), fault, before.stream(), toxicity));
  }

  private static StreamFault merged(StreamFault before, Input given) {
    if (given.fields().isEmpty()) {
      return before;
    }
    ObjectNode attributes = attributes(before);
    given.fields().properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> attributes.set(field.getKey(), field.getValue()));
    return fault(type(before), new Input(attributes));
  }

  private static ObjectNode attributes(StreamFault fault) {
    ObjectNode json = Json.object();
    return switch (fault) {
      case StreamFault.Latency latency ->
          json.put("latency", latency.latencyMillis()).put("jitter", latency.jitterMillis());
      case StreamFault.Bandwidth bandwidth ->
          json.put("rate", Math.ceilDiv(bandwidth.bytesPerSecond(), RATE_BYTES));
      case StreamFault.SlowClose slowClose -> json.put("delay", slowClose.delayMillis());
      case StreamFault.Timeout timeout -> json.put("timeout", timeout.timeoutMillis());
      case StreamFault.ResetPeer reset -> json.put("timeout", reset.timeoutMillis());
      case StreamFault.Slicer slicer ->
          json.put("average_size", slicer.averageBytes())
              .put("size_variation", slicer.variationBytes())
              .put("delay", slicer.delayMicros());
      case StreamFault.LimitData limit -> json.put("bytes", limit.bytes());
    };
  }

  private static StreamFault fault(String type, Input given) {
    return Input.checked(
        () ->
            switch (type) {
              case "latency" ->
                  new StreamFault.Latency(whole(given, "latency"), whole(given, "jitter"));
              case "bandwidth" -> new StreamFault.Bandwidth(bytesPerSecond(whole(given, "rate")));
              case "slow_close" -> new StreamFault.SlowClose(whole(given, "delay"));
              case "timeout" -> new StreamFault.Timeout(whole(given, "timeout"));
              case "reset_peer" -> new StreamFault.ResetPeer(whole(given, "timeout"));
              case "slicer" ->
                  new StreamFault.Slicer(
                      clamped(given, "average_size"),
                      clamped(given, "size_variation"),
                      whole(given, "delay"));
              case "limit_data" -> new StreamFault.LimitData(whole(given, "bytes"));
              default -> throw new ControlException(400, "invalid toxic type");
            });
  }

  private static long bytesPerSecond(long rate) {
    return rate > Long.MAX_VALUE / RATE_BYTES ? Long.MAX_VALUE : rate * RATE_BYTES;
  }

  private static int clamped(Input given, String field) {
    return Math.clamp(whole(given, field), Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
  }

  private static long whole(Input given, String field) {
    return given.whole(field).orElse(0);
  }
}
