package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Cut;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All links of a process. Any thread may call it; calls wait until they have taken effect.
 *
 * <p>A partition of regions cuts the links that there are now, not those opened later.
 */
public final class LinkProxy implements AutoCloseable {
  private record Entry(Link link, LinkMeters meters) {}

  private final LinkSettings settings;
  private final MeterRegistry registry;
  private final LinkLoop loop = new LinkLoop();
  private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

  private LinkProxy(LinkSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.registry = registry;
  }

  public static LinkProxy start(LinkSettings settings, MeterRegistry registry) {
    return new LinkProxy(settings, registry);
  }

  /** A proxy that tells no registry. */
  public static LinkProxy start() {
    return start(LinkSettings.DEFAULT, new CompositeMeterRegistry());
  }

  /** Opens a link and returns the port that it listens on. */
  public int open(LinkSpec spec) {
    return add(spec, true).port();
  }

  /** Adds a link; one that is not enabled does not listen. */
  public synchronized Link add(LinkSpec spec, boolean enabled) {
    if (entries.containsKey(spec.name())) {
      throw new LinkException(LinkException.Reason.LINK_EXISTS, "proxy already exists");
    }
    Link link = new Link(loop, settings, spec);
    if (enabled) {
      link.enable();
    }
    entries.put(spec.name(), new Entry(link, new LinkMeters(registry, link)));
    return link;
  }

  /** Closes a link, its connections and its port. */
  public synchronized void remove(String name) {
    link(name).disable();
    entries.remove(name).meters().remove();
  }

  public Link link(String name) {
    return find(name)
        .orElseThrow(() -> new LinkException(LinkException.Reason.NO_SUCH_LINK, "proxy not found"));
  }

  public Optional<Link> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::link);
  }

  /** All links, by name. */
  public List<Link> links() {
    return entries.values().stream().map(Entry::link).toList();
  }

  /** Cuts every link between two of the regions, both ways. Returns the links concerned. */
  public List<Link> partition(Collection<String> regions) {
    return links().stream()
        .filter(link -> link.spec().regions().filter(pair -> pair.within(regions)).isPresent())
        .peek(link -> link.partition(Cut.BOTH))
        .toList();
  }

  /**
   * Cuts what is sent from one region to the other, whichever of them connected. Returns the links
   * concerned.
   */
  public List<Link> partitionOneWay(String from, String to) {
    return links().stream()
        .filter(link -> link.spec().regions().filter(pair -> pair.joins(from, to)).isPresent())
        .peek(link -> link.partition(Cut.of(link.spec().regions().orElseThrow().towards(to))))
        .toList();
  }

  /** Ends every partition and flapping. */
  public void heal() {
    links().forEach(Link::heal);
  }

  /** Takes every fault away and enables every link. */
  public void reset() {
    links().forEach(Link::reset);
  }

  @Override
  public synchronized void close() {
    List.copyOf(entries.keySet()).forEach(this::remove);
    loop.close();
  }
}
