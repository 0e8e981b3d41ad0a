package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.Toxic;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One directed link: a port that leads to another region, and what goes wrong on the way. Any
 * thread may call it; a call has taken effect when it returns. Not to be called on the proxy's own
 * loop.
 */
public final class Link {
  private final LinkLoop loop;
  private final Wire wire;
  private LinkSpec spec;
  private Optional<Channel> listener = Optional.empty();

  Link(LinkLoop loop, LinkSettings settings, LinkSpec spec) {
    this.loop = loop;
    this.spec = spec;
    this.wire = new Wire(loop, settings, spec);
  }

  /** As asked for, with the address that it really listens on once it does. */
  public synchronized LinkSpec spec() {
    return spec;
  }

  /** The bound port; what was asked for as long as it does not listen. */
  public int port() {
    return spec().listen().port();
  }

  /** Listens and lets clients through. Nothing happens if it does so already. */
  public synchronized void enable() {
    if (listener.isEmpty()) {
      Channel open = loop.listen(spec.listen(), wire::accept);
      listener = Optional.of(open);
      readdress(spec.listen().bound((InetSocketAddress) open.localAddress()), spec.upstream());
    }
  }

  /** Closes the port and all connections. Its toxics and cuts stay. */
  public synchronized void disable() {
    listener.ifPresent(loop::unlisten);
    listener = Optional.empty();
    loop.run(wire::closeConnections);
  }

  /** Gives it other addresses, if they are others: then it is down until enabled again. */
  public synchronized void move(Address listen, Address upstream) {
    if (!listen.equals(spec.listen()) || !upstream.equals(spec.upstream())) {
      disable();
      readdress(listen, upstream);
      loop.run(() -> wire.upstream(upstream));
    }
  }

  /** Adds a toxic behind those that there are. */
  public void add(Toxic toxic) {
    changeToxics(
        toxics -> {
          if (indexOf(toxics, toxic.name()) >= 0) {
            throw new LinkException(LinkException.Reason.TOXIC_EXISTS, "toxic already exists");
          }
          toxics.add(toxic);
          return toxics;
        });
  }

  /** Adds a toxic, or takes it for the one of that name. */
  public void put(Toxic toxic) {
    changeToxics(
        toxics -> {
          int index = indexOf(toxics, toxic.name());
          if (index < 0) {
            toxics.add(toxic);
          } else {
            toxics.set(index, toxic);
          }
          return toxics;
        });
  }

  public void remove(String toxicName) {
    changeToxics(
        toxics -> {
          if (!toxics.removeIf(toxic -> toxic.name().equals(toxicName))) {
            throw noSuchToxic();
          }
          return toxics;
        });
  }

  public Toxic toxic(String toxicName) {
    List<Toxic> toxics = toxics();
    int index = indexOf(toxics, toxicName);
    if (index < 0) {
      throw noSuchToxic();
    }
    return toxics.get(index);
  }

  /** Upstream ones first, each in the order in which they were added. */
  public List<Toxic> toxics() {
    return loop.call(wire::allToxics);
  }

  /**
   * Cuts the directions named, beside those that are cut already. What is sent meanwhile is held.
   */
  public void partition(Cut cut) {
    loop.run(() -> wire.partition(wire.partition().plus(cut)));
  }

  /** Ends the partition of the directions named. */
  public void heal(Cut cut) {
    loop.run(() -> wire.partition(wire.partition().minus(cut)));
  }

  /** Ends every partition, flapping included. */
  public void heal() {
    loop.run(
        () -> {
          wire.steady();
          wire.partition(Cut.NONE);
        });
  }

  /** Cuts and heals by turns from now on, until healed. */
  public void flap(LinkFault.Flapping flapping) {
    loop.run(() -> wire.flap(flapping));
  }

  /** Ends the flapping; what is cut besides stays so. */
  public void steady() {
    loop.run(wire::steady);
  }

  /** Resets all open connections; new ones are let through. */
  public void resetConnections() {
    loop.run(wire::resetConnections);
  }

  /** Takes every fault away and lets clients through. */
  public void reset() {
    heal();
    changeToxics(_ -> List.of());
    enable();
  }

  public synchronized LinkStatus status() {
    boolean enabled = listener.isPresent();
    return loop.call(() -> seen(enabled));
  }

  Wire wire() {
    return wire;
  }

  private LinkStatus seen(boolean enabled) {
    List<LinkFault> linkFaults = new ArrayList<>(wire.linkFaults());
    if (!enabled) {
      linkFaults.add(new LinkFault.Down());
    }
    return new LinkStatus(
        spec,
        enabled,
        wire.cut(),
        (int) wire.open().value(),
        streamStatus(Direction.UPSTREAM),
        streamStatus(Direction.DOWNSTREAM),
        wire.allToxics(),
        linkFaults);
  }

  private LinkStatus.StreamStatus streamStatus(Direction direction) {
    return new LinkStatus.StreamStatus(wire.bytes(direction).value(), wire.held(direction).value());
  }

  private void readdress(Address listen, Address upstream) {
    spec = new LinkSpec(spec.name(), spec.regions(), listen, upstream);
  }

  private void changeToxics(UnaryOperator<List<Toxic>> change) {
    loop.run(() -> wire.toxics(change.apply(new ArrayList<>(wire.toxics()))));
  }

  private static int indexOf(List<Toxic> toxics, String name) {
    return toxics.stream().map(Toxic::name).toList().indexOf(name);
  }

  private static LinkException noSuchToxic() {
    return new LinkException(LinkException.Reason.NO_SUCH_TOXIC, "toxic not found");
  }
}
