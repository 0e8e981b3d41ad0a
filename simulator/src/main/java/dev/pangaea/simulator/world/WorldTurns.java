package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.table.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** A thread of a node's tables, as a part of the world that is stepped like all others. */
final class WorldTurns implements Turns {
  private final Agenda agenda;
  private final Consumer<Runnable> inProcess;
  private final Lockstep lockstep = new Lockstep();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean planned;
  private boolean ended;

  /**
   * @param inProcess does something in the node's process, as long as there is one
   */
  WorldTurns(Agenda agenda, Consumer<Runnable> inProcess) {
    this.agenda = agenda;
    this.inProcess = inProcess;
  }

  @Override
  public void take(Runnable work) {
    if (!ended) {
      waiting.add(work);
      plan();
    }
  }

  @Override
  public void takeAfter(Duration pause, Runnable work) {
    agenda.after(pause.toNanos(), () -> inProcess.accept(() -> take(work)));
  }

  @Override
  public long nanos() {
    return agenda.nowNanos();
  }

  @Override
  public void close() {
    ended = true;
    waiting.clear();
    lockstep.end();
  }

  /**
   * Called by what is done in a turn: asks for something, and returns once it has come about.
   *
   * @param ask is handed what is to be run then
   */
  void await(Consumer<Runnable> ask) {
    boolean[] done = {false};
    boolean[] waits = {false};
    ask.accept(
        () -> {
          done[0] = true;
          if (waits[0]) {
            agenda.after(0, () -> inProcess.accept(this::goOn));
          }
        });
    if (!done[0]) {
      waits[0] = true;
      lockstep.block();
    }
  }

  private void plan() {
    if (!planned && !lockstep.isBusy() && !waiting.isEmpty()) {
      planned = true;
      agenda.after(0, () -> inProcess.accept(this::next));
    }
  }

  private void next() {
    planned = false;
    if (!ended && !waiting.isEmpty()) {
      lockstep.begin(waiting.remove());
      plan();
    }
  }

  private void goOn() {
    if (!ended) {
      lockstep.goOn();
      plan();
    }
  }
}
