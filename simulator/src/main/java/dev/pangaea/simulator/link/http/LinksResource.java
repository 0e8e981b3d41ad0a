package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.LinkProxy;
import java.util.List;
import java.util.Optional;

/** {@code /links} and {@code /partitions}: what Toxiproxy has no words for. */
record LinksResource(LinkProxy links) {

  Reply answer(ControlRequest request) {
    if (request.is("GET")) {
      ObjectNode json = Json.object();
      json.set("links", Json.array(links.links(), link -> LinkCodec.encode(link.status())));
      return Reply.ok(json);
    }
    if (request.path().size() < 2) {
      throw request.unknown();
    }
    Link link = links.link(request.segment(1));
    if (request.is("PATCH", "*")) {
      shape(link, Input.of(request.body()));
    } else if (request.is("POST", "*", "partition")) {
      link.partition(Input.optional(request.body()).direction());
    } else if (request.is("POST", "*", "heal")) {
      heal(link, Input.optional(request.body()).direction());
    } else if (request.is("POST", "*", "flap")) {
      link.flap(flapping(Input.of(request.body())));
    } else if (request.is("POST", "*", "reset")) {
      link.resetConnections();
    } else if (!request.is("GET", "*")) {
      throw request.unknown();
    }
    return Reply.ok(LinkCodec.encode(link.status()));
  }

  /** Partitions between regions rather than on a link. */
  Reply answerPartitions(ControlRequest request) {
    if (request.is("POST")) {
      List<Link> cut = cut(Input.of(request.body()));
      if (cut.isEmpty()) {
        throw new ControlException(404, "no link between these regions");
      }
      return Reply.ok(names(cut));
    }
    if (request.is("DELETE")) {
      links.heal();
      return Reply.noContent();
    }
    if (request.is("GET")) {
      return Reply.ok(
          names(links.links().stream().filter(link -> link.status().cut() != Cut.NONE).toList()));
    }
    throw request.unknown();
  }

  private List<Link> cut(Input input) {
    Optional<String> from = input.text("from");
    Optional<String> to = input.text("to");
    if (from.isPresent() && to.isPresent()) {
      return links.partitionOneWay(from.get(), to.get());
    }
    return links.partition(input.texts("regions"));
  }

  private static ObjectNode names(List<Link> concerned) {
    ObjectNode json = Json.object();
    json.set("links", Json.array(concerned, link -> json.textNode(link.spec().name())));
    return json;
  }

  private static void heal(Link link, Cut direction) {
    if (direction == Cut.BOTH) {
      link.heal();
    } else {
      link.heal(direction);
    }
  }

  private static LinkFault.Flapping flapping(Input input) {
    long up = input.whole("upMillis").orElseThrow(() -> ControlException.missingField("upMillis"));
    long down =
        input.whole("downMillis").orElseThrow(() -> ControlException.missingField("downMillis"));
    Cut cut = input.direction();
    return Input.checked(() -> new LinkFault.Flapping(cut, up, down));
  }

  /** Latency and bandwidth per direction, as toxics of the default names; 0 takes them away. */
  private static void shape(Link link, Input input) {
    Cut directions = input.direction();
    for (Direction direction : Direction.values()) {
      if (directions.covers(direction)) {
        shape(link, input, direction);
      }
    }
  }

  private static void shape(Link link, Input input, Direction direction) {
    String latencyName = ToxicCodec.defaultName("latency", direction);
    StreamFault.Latency before =
        link.toxics().stream()
            .filter(toxic -> toxic.name().equals(latencyName))
            .map(Toxic::fault)
            .filter(StreamFault.Latency.class::isInstance)
            .map(StreamFault.Latency.class::cast)
            .findAny()
            .orElse(new StreamFault.Latency(0, 0));
    StreamFault.Latency latency =
        Input.checked(
            () ->
                new StreamFault.Latency(
                    input.whole("latencyMillis").orElse(before.latencyMillis()),
                    input.whole("jitterMillis").orElse(before.jitterMillis())));
    Optional<StreamFault.Bandwidth> bandwidth =
        input.whole("bytesPerSecond").stream()
            .mapToObj(rate -> Input.checked(() -> new StreamFault.Bandwidth(rate)))
            .findAny();
    boolean far = latency.latencyMillis() > 0 || latency.jitterMillis() > 0;
    become(link, latencyName, direction, latency, far);
    bandwidth.ifPresent(
        rate ->
            become(
                link,
                ToxicCodec.defaultName("bandwidth", direction),
                direction,
                rate,
                rate.bytesPerSecond() > 0));
  }

  private static void become(
      Link link, String name, Direction direction, StreamFault fault, boolean wanted) {
    if (wanted) {
      link.put(Toxic.of(name, direction, fault));
    } else if (link.toxics().stream().anyMatch(toxic -> toxic.name().equals(name))) {
      link.remove(name);
    }
  }
}
