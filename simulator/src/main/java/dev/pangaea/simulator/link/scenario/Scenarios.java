package dev.pangaea.simulator.link.scenario;

import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.Regions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scenarios against a proxy's links, one at a time. Any thread may call it but the one that
 * links live on; a call waits for a step that is just being taken, and no step is taken once {@link
 * #stop} has returned. One that waits for a scenario to go on holds up no other.
 */
public final class Scenarios implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scenarios.class);

  /** A script, and when it began. */
  private record Running(ScriptRun run, long sinceNanos) {}

  private final LinkProxy links;
  private final LinkChanges changes;
  private final ScenarioClock clock;
  private Optional<Running> last = Optional.empty();
  private long revision;
  private boolean closed;

  Scenarios(LinkProxy links, ScenarioClock clock) {
    this.links = links;
    this.changes = new LinkChanges(links);
    this.clock = clock;
  }

  /** Real ones. */
  public static Scenarios of(LinkProxy links) {
    return new Scenarios(links, new ScenarioLoop());
  }

  /**
   * Starts one, and takes what is due at once; empty if one is running, which goes on.
   *
   * @throws ScriptFaultException if the text is no script of these links
   */
  public synchronized Optional<Standing> start(String name, String text) {
    List<Regions> joined =
        links.links().stream().map(Link::spec).flatMap(spec -> spec.regions().stream()).toList();
    Script script = ScriptReader.read(name, text, joined);
    if (last.isPresent() && last.get().run().isRunning()) {
      return Optional.empty();
    }
    Running running = new Running(new ScriptRun(script, clock.wallMillis()), clock.nanos());
    last = Optional.of(running);
    wentOn();
    go(running);
    return Optional.of(standing());
  }

  /** How the one stands that was started last. */
  public synchronized Standing standing() {
    return last.map(running -> running.run().standing(elapsedNanos(running), revision))
        .orElse(Standing.NONE);
  }

  /**
   * The same, as soon as its revision is another; as it is after that time at the latest, and when
   * this is closed.
   */
  public synchronized Standing standingAfter(long seen, Duration wait) throws InterruptedException {
    long begun = System.nanoTime();
    long left = wait.toNanos();
    while (revision == seen && left > 0 && !closed) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = wait.toNanos() - (System.nanoTime() - begun);
    }
    return standing();
  }

  /**
   * Ends the one that runs, if any does, and what would have ended by itself; otherwise links are
   * left as they are.
   */
  public synchronized Standing stop() {
    last.filter(running -> running.run().isRunning()).ifPresent(this::stop);
    return standing();
  }

  private void stop(Running running) {
    endUnderWay(running);
    running.run().stop(elapsedNanos(running));
    wentOn();
  }

  private void wentOn() {
    revision++;
    notifyAll();
  }

  private void endUnderWay(Running running) {
    for (Action begun : running.run().underWay()) {
      try {
        changes.end(begun);
      } catch (RuntimeException failure) {
        LOG.warn("what a scenario began is not ended: {}", begun, failure);
      }
    }
  }

  @Override
  public void close() {
    stop();
    clock.close();
    leave();
  }

  private synchronized void leave() {
    closed = true;
    notifyAll();
  }

  /** Takes what is due, and comes back for what is next. */
  private synchronized void go(Running running) {
    ScriptRun run = running.run();
    for (Optional<ScriptRun.Moment> due = run.due(elapsedNanos(running));
        due.isPresent();
        due = run.due(elapsedNanos(running))) {
      take(due.get(), running);
    }
    if (run.isRunning()) {
      clock.after(run.untilNextNanos(elapsedNanos(running)), () -> go(running));
    }
  }

  private void take(ScriptRun.Moment moment, Running running) {
    try {
      if (moment.ends()) {
        changes.end(moment.action());
      } else {
        changes.begin(moment.action());
      }
      running.run().done(elapsedNanos(running));
    } catch (RuntimeException failure) {
      LOG.warn("a step of a scenario failed: {}", moment, failure);
      endUnderWay(running);
      running.run().failed(String.valueOf(failure.getMessage()), elapsedNanos(running));
    }
    wentOn();
  }

  private long elapsedNanos(Running running) {
    return clock.nanos() - running.sinceNanos();
  }
}
