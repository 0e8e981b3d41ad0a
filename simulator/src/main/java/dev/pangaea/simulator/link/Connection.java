package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Optional;

/**
 * A client's connection and the one made for it to the upstream, with a flow each way.
 *
 * <pre>
 *   WAITING ── the link is whole ──> CONNECTING ──> OPEN ── both ends arrived, reset, closed ──> OVER
 * </pre>
 *
 * <p>A handshake needs both directions, so any cut keeps a new connection waiting, as a real
 * network would. Confined to the loop.
 */
final class Connection implements Flow.FlowEnds {
  private enum State {
    WAITING,
    CONNECTING,
    OPEN,
    OVER
  }

  private final Wire wire;
  private final Side client = new Side();
  private final Side server = new Side();
  private final Flow upstream;
  private final Flow downstream;
  private State state = State.WAITING;
  private int lanesEnded;
  private int socketsOpen;

  /** The flow whose source is gone, if it has handed on its end before and a cut keeps the rest. */
  private Optional<Flow> goneBehind = Optional.empty();

  Connection(Wire wire) {
    this.wire = wire;
    this.upstream = new Flow(Direction.UPSTREAM, wire, client, server, this);
    this.downstream = new Flow(Direction.DOWNSTREAM, wire, server, client, this);
  }

  void accept(Channel accepted) {
    accepted.pipeline().addLast(new SideHandler(upstream, downstream));
    client.attach(accepted);
    watch(accepted, client, upstream, downstream);
    connectIfWhole();
  }

  /** The cut of the link has changed. */
  void cut(Cut cut) {
    upstream.cut(cut.covers(Direction.UPSTREAM));
    downstream.cut(cut.covers(Direction.DOWNSTREAM));
    if (state == State.OPEN && goneBehind.filter(flow -> !flow.stopped()).isPresent()) {
      close();
    }
    connectIfWhole();
  }

  /** The toxics of the link have changed. */
  void toxicsChanged() {
    upstream.become(wire.toxics(Direction.UPSTREAM));
    downstream.become(wire.toxics(Direction.DOWNSTREAM));
  }

  @Override
  public void ended() {
    lanesEnded++;
    if (lanesEnded == 2 || socketsOpen == 1) {
      close();
    }
  }

  @Override
  public void reset() {
    finish();
    client.reset();
    server.reset();
  }

  @Override
  public void close() {
    finish();
    client.closeBehind();
    server.closeBehind();
  }

  /** Closes both sockets without waiting for anything. */
  void closeNow() {
    finish();
    client.close();
    server.close();
  }

  private void finish() {
    state = State.OVER;
    upstream.finish();
    downstream.finish();
  }

  private void connectIfWhole() {
    if (state == State.WAITING && wire.cut() == Cut.NONE) {
      state = State.CONNECTING;
      ChannelFuture future = wire.connect(new SideHandler(downstream, upstream));
      watch(future.channel(), server, downstream, upstream);
      future.addListener(_ -> connected(future));
    }
  }

  private void connected(ChannelFuture future) {
    if (future.isSuccess() && state == State.CONNECTING) {
      state = State.OPEN;
      server.attach(future.channel());
      upstream.drain();
      downstream.drain();
    } else {
      server.attach(future.channel());
      reset();
    }
  }

  private void watch(Channel socket, Side side, Flow from, Flow to) {
    socketsOpen++;
    socket.closeFuture().addListener(_ -> closed(side, from, to));
  }

  /** A socket is closed: by us, or because its peer or its network broke it. */
  private void closed(Side side, Flow from, Flow to) {
    side.gone();
    if (state == State.OPEN && !from.finished()) {
      to.finish();
      from.broken();
    } else if (state == State.OPEN && from.stopped()) {
      to.finish();
      goneBehind = Optional.of(from);
    } else if (state == State.OPEN) {
      // All that it sent was handed on with its end, and may still be on its way to a slow reader.
      close();
    } else if (state != State.OVER) {
      reset();
    }
    socketsOpen--;
    if (socketsOpen == 0) {
      finish();
      wire.over(this);
    }
  }
}
