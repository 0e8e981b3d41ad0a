package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.Toxic;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What runs through a link: its connections and the faults that they suffer. Confined to the loop,
 * but for tallies.
 */
final class Wire {
  private final LinkLoop loop;
  private final LinkSettings settings;
  private final SplittableRandom random;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Map<Direction, Tally> bytes = tallies();
  private final Map<Direction, Tally> held = tallies();
  private final Tally open = new Tally();
  private final Tally accepted = new Tally();
  private final Tally cutNow = new Tally();
  private Address upstream;
  private List<Toxic> toxics = List.of();
  private Cut partition = Cut.NONE;
  private Optional<Flap> flap = Optional.empty();
  private Cut cut = Cut.NONE;

  Wire(LinkLoop loop, LinkSettings settings, LinkSpec spec) {
    this.loop = loop;
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed() ^ spec.name().hashCode());
    this.upstream = spec.upstream();
  }

  void accept(SocketChannel client) {
    if (connections.size() >= settings.connectionsMax()) {
      client.config().setOption(ChannelOption.SO_LINGER, 0);
      client.close();
      return;
    }
    Connection connection = new Connection(this);
    connections.add(connection);
    open.become(connections.size());
    accepted.add(1);
    connection.accept(client);
  }

  void over(Connection connection) {
    connections.remove(connection);
    open.become(connections.size());
  }

  ChannelFuture connect(ChannelHandler handler) {
    return loop.connect(upstream, handler);
  }

  void upstream(Address address) {
    upstream = address;
  }

  void toxics(List<Toxic> next) {
    toxics = List.copyOf(next);
    each().forEach(Connection::toxicsChanged);
  }

  void partition(Cut next) {
    partition = next;
    cutChanged();
  }

  void flap(LinkFault.Flapping flapping) {
    steady();
    flap = Optional.of(new Flap(loop, flapping, this::cutChanged));
    cutChanged();
  }

  /** Ends the flapping. */
  void steady() {
    flap.ifPresent(Flap::stop);
    flap = Optional.empty();
    cutChanged();
  }

  void resetConnections() {
    each().forEach(Connection::reset);
  }

  void closeConnections() {
    each().forEach(Connection::closeNow);
  }

  List<Toxic> toxics() {
    return toxics;
  }

  List<Toxic> toxics(Direction direction) {
    return toxics.stream().filter(toxic -> toxic.stream() == direction).toList();
  }

  /** Upstream ones first. */
  List<Toxic> allToxics() {
    return Stream.of(Direction.values()).flatMap(each -> toxics(each).stream()).toList();
  }

  Cut partition() {
    return partition;
  }

  List<LinkFault> linkFaults() {
    List<LinkFault> faults = new ArrayList<>();
    if (partition != Cut.NONE) {
      faults.add(new LinkFault.Partition(partition));
    }
    flap.ifPresent(now -> faults.add(now.flapping()));
    return faults;
  }

  Cut cut() {
    return cut;
  }

  LinkLoop loop() {
    return loop;
  }

  LinkSettings settings() {
    return settings;
  }

  /** The draws of one flow. */
  RandomGenerator draws() {
    return random.split();
  }

  Tally bytes(Direction direction) {
    return bytes.get(direction);
  }

  Tally held(Direction direction) {
    return held.get(direction);
  }

  Tally open() {
    return open;
  }

  Tally accepted() {
    return accepted;
  }

  /** The cut, as any thread may read it. */
  Cut cutSeen() {
    return Cut.values()[(int) cutNow.value()];
  }

  private void cutChanged() {
    Cut before = cut;
    cut = flap.map(now -> partition.plus(now.cut())).orElse(partition);
    cutNow.become(cut.ordinal());
    if (cut != before) {
      each().forEach(connection -> connection.cut(cut));
    }
  }

  private List<Connection> each() {
    return List.copyOf(connections);
  }

  private static Map<Direction, Tally> tallies() {
    Map<Direction, Tally> tallies = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      tallies.put(direction, new Tally());
    }
    return tallies;
  }
}
