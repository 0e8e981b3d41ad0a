package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSpec;
import dev.pangaea.simulator.link.Regions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links as Toxiproxy's configuration file and {@code /populate} list them, {@code source} and
 * {@code target} being ours and optional. All of them are read before one is opened.
 */
public record LinkConfig(List<Entry> entries) {

  /** A link and whether it is to listen. */
  public record Entry(LinkSpec spec, boolean enabled) {}

  public LinkConfig {
    entries = List.copyOf(entries);
  }

  /** Reads the JSON text of a configuration. */
  public static LinkConfig parse(String json) {
    try {
      return read(json);
    } catch (ControlException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  static LinkConfig read(String json) {
    if (!(Json.parse(json) instanceof ArrayNode list)) {
      throw ControlException.badBody("not a list of proxies");
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : list) {
      Entry entry = entry(Input.of(node), " at proxy " + (entries.size() + 1));
      if (!names.add(entry.spec().name())) {
        throw ControlException.badBody("duplicate proxy name " + entry.spec().name());
      }
      entries.add(entry);
    }
    return new LinkConfig(entries);
  }

  /** One entry; {@code where} ends the message about a missing field. */
  static Entry entry(Input input, String where) {
    String name = required(input, "name", where);
    required(input, "upstream", where);
    Address upstream = input.address("upstream").orElseThrow();
    Address listen =
        input
            .text("listen")
            .filter(text -> !text.isEmpty())
            .map(text -> Input.checked(() -> Address.parse(text)))
            .orElse(Address.loopback(0));
    LinkSpec spec = new LinkSpec(name, regions(input, name), listen, upstream);
    return new Entry(spec, input.flag("enabled").orElse(true));
  }

  /**
   * Opens what is not there, replaces what has other addresses, enables what is as it should be.
   */
  public List<Link> apply(LinkProxy links) {
    return entries.stream().map(entry -> apply(links, entry)).toList();
  }

  private static Link apply(LinkProxy links, Entry entry) {
    LinkSpec spec = entry.spec();
    Optional<Link> before = links.find(spec.name());
    if (before.isPresent()) {
      LinkSpec now = before.get().spec();
      if (now.listen().equals(spec.listen()) && now.upstream().equals(spec.upstream())) {
        before.get().enable();
        return before.get();
      }
      links.remove(spec.name());
    }
    return links.add(spec, entry.enabled());
  }

  private static Optional<Regions> regions(Input input, String name) {
    Optional<String> source = input.text("source");
    Optional<String> target = input.text("target");
    if (source.isPresent() && target.isPresent()) {
      return Optional.of(Input.checked(() -> new Regions(source.get(), target.get())));
    }
    return Regions.ofName(name);
  }

  private static String required(Input input, String field, String where) {
    return input
        .text(field)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> ControlException.missingField(field + where));
  }
}
