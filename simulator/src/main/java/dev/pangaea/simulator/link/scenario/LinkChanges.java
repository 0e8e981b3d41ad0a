package dev.pangaea.simulator.link.scenario;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.LinkException;
import dev.pangaea.simulator.link.LinkProxy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Does to a proxy's links what steps say. Waits until it has taken effect. */
final class LinkChanges {
  private final LinkProxy links;

  LinkChanges(LinkProxy links) {
    this.links = links;
  }

  /** A step begins. */
  void begin(Action action) {
    switch (action) {
      case Action.Latency(Between between, long millis, long jitter) -> {
        Optional<StreamFault> latency =
            millis > 0 || jitter > 0
                ? Optional.of(new StreamFault.Latency(millis, jitter))
                : Optional.empty();
        shape(between, "latency", latency);
      }
      case Action.Bandwidth(Between between, OptionalLong rate) ->
          shape(
              between,
              "bandwidth",
              rate.stream().mapToObj(StreamFault.Bandwidth::new).findAny().map(each -> each));
      case Action.Partition(Between between) -> each(between, Link::partition);
      case Action.Heal(Optional<Between> between) ->
          between.ifPresentOrElse(pair -> each(pair, (link, cut) -> link.heal()), links::heal);
      case Action.Flap(Between between, long every, long lasts) -> {
        long down = every / 2;
        each(between, (link, cut) -> link.flap(new LinkFault.Flapping(cut, every - down, down)));
      }
      case Action.Disconnect(Between between) ->
          each(between, (link, cut) -> link.resetConnections());
      case Action.Reset() -> links.reset();
    }
  }

  /** What a step began is over. */
  void end(Action action) {
    switch (action) {
      case Action.Flap flap -> each(flap.between(), (link, cut) -> link.steady());
      case Action.Latency _,
          Action.Bandwidth _,
          Action.Partition _,
          Action.Heal _,
          Action.Disconnect _,
          Action.Reset _ -> {}
    }
  }

  /**
   * Under the names by which the control port shapes links, so that either changes what the other
   * has put there.
   */
  private void shape(Between between, String type, Optional<StreamFault> wanted) {
    each(
        between,
        (link, cut) -> {
          for (Direction direction : Direction.values()) {
            if (cut.covers(direction)) {
              become(link, type + "_" + direction.word(), direction, wanted);
            }
          }
        });
  }

  private static void become(
      Link link, String name, Direction direction, Optional<StreamFault> wanted) {
    if (wanted.isPresent()) {
      link.put(Toxic.of(name, direction, wanted.get()));
    } else if (link.toxics().stream().anyMatch(toxic -> toxic.name().equals(name))) {
      link.remove(name);
    }
  }

  /** Each link that joins the two, and which of its directions are meant. */
  private void each(Between between, BiConsumer<Link, Cut> change) {
    List<Link> concerned =
        links.links().stream()
            .filter(
                link ->
                    link.spec()
                        .regions()
                        .filter(pair -> pair.joins(between.from(), between.to()))
                        .isPresent())
            .toList();
    if (concerned.isEmpty()) {
      throw new LinkException(
          LinkException.Reason.NO_SUCH_LINK,
          "no link between " + between.from() + " and " + between.to());
    }
    for (Link link : concerned) {
      Direction towards = link.spec().regions().orElseThrow().towards(between.to());
      change.accept(link, between.bothWays() ? Cut.BOTH : Cut.of(towards));
    }
  }
}
