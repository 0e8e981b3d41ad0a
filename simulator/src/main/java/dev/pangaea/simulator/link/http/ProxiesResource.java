package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkStatus;
import java.util.List;

/** Toxiproxy's {@code /proxies} and {@code /populate}: a proxy is a link. */
record ProxiesResource(LinkProxy links) {

  Reply answer(ControlRequest request) {
    if (request.is("GET")) {
      return index();
    }
    if (request.is("POST")) {
      return create(Input.of(request.body()));
    }
    if (request.is("GET", "*")) {
      return Reply.ok(encode(links.link(request.segment(1))));
    }
    if (request.is("POST", "*") || request.is("PATCH", "*")) {
      return update(links.link(request.segment(1)), Input.of(request.body()));
    }
    if (request.is("DELETE", "*")) {
      links.remove(request.segment(1));
      return Reply.noContent();
    }
    return answerToxics(request);
  }

  /** Opens all or, when the list is bad, none. */
  Reply populate(ControlRequest request) {
    if (!request.is("POST")) {
      throw request.unknown();
    }
    List<Link> opened = LinkConfig.read(request.body()).apply(links);
    ObjectNode json = Json.object();
    json.set("proxies", Json.array(opened, ProxiesResource::encode));
    return Reply.created(json);
  }

  private Reply answerToxics(ControlRequest request) {
    if (request.is("GET", "*", "toxics")) {
      return Reply.ok(Json.array(links.link(request.segment(1)).toxics(), ToxicCodec::encode));
    }
    if (request.is("POST", "*", "toxics")) {
      Link link = links.link(request.segment(1));
      Toxic toxic = ToxicCodec.create(Input.of(request.body()));
      link.add(toxic);
      return Reply.ok(ToxicCodec.encode(toxic));
    }
    if (request.is("GET", "*", "toxics", "*")) {
      return Reply.ok(ToxicCodec.encode(links.link(request.segment(1)).toxic(request.segment(3))));
    }
    if (request.is("POST", "*", "toxics", "*") || request.is("PATCH", "*", "toxics", "*")) {
      Link link = links.link(request.segment(1));
      Toxic before = link.toxic(request.segment(3));
      Toxic toxic = ToxicCodec.update(before, Input.of(request.body()));
      link.put(toxic);
      return Reply.ok(ToxicCodec.encode(toxic));
    }
    if (request.is("DELETE", "*", "toxics", "*")) {
      links.link(request.segment(1)).remove(request.segment(3));
      return Reply.noContent();
    }
    throw request.unknown();
  }

  private Reply index() {
    ObjectNode json = Json.object();
    for (Link link : links.links()) {
      json.set(link.spec().name(), encode(link));
    }
    return Reply.ok(json);
  }

  private Reply create(Input input) {
    LinkConfig.Entry entry = LinkConfig.entry(input, "");
    return Reply.created(encode(links.add(entry.spec(), entry.enabled())));
  }

  /**
   * Other addresses close the connections; the link then listens again if it is, or is to be,
   * enabled.
   */
  private static Reply update(Link link, Input input) {
    LinkStatus before = link.status();
    Address listen = input.address("listen").orElse(before.spec().listen());
    Address upstream = input.address("upstream").orElse(before.spec().upstream());
    boolean enabled = input.flag("enabled").orElse(before.enabled());
    link.move(listen, upstream);
    if (enabled) {
      link.enable();
    } else {
      link.disable();
    }
    return Reply.ok(encode(link));
  }

  private static ObjectNode encode(Link link) {
    LinkStatus status = link.status();
    ObjectNode json =
        Json.object()
            .put("name", status.spec().name())
            .put("listen", status.spec().listen().toString())
            .put("upstream", status.spec().upstream().toString())
            .put("enabled", status.enabled());
    json.set("toxics", Json.array(status.toxics(), ToxicCodec::encode));
    return json;
  }
}
