package dev.pangaea.simulator.link.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSpec;
import dev.pangaea.simulator.link.Regions;
import dev.pangaea.simulator.link.scenario.Standing.State;
import dev.pangaea.simulator.link.scenario.Standing.StepState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenarios of real links on a clock that the test moves. */
@Timeout(60)
class ScenariosTest {
  private static final long STARTED = 1_763_000_000_000L;

  private final LinkProxy links = LinkProxy.start();
  private final HandMoved clock = new HandMoved();
  private final Scenarios scenarios = new Scenarios(links, clock);
  private Link there;
  private Link back;

  /** Time that stands still until it is moved. */
  private static final class HandMoved implements ScenarioClock {
    private record Due(long atNanos, Runnable action) {}

    private final PriorityQueue<Due> due =
        new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
    private long nanos = 77;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long wallMillis() {
      return STARTED;
    }

    @Override
    public void after(long wait, Runnable action) {
      due.add(new Due(nanos + wait, action));
    }

    @Override
    public void close() {
      due.clear();
    }

    void pass(long millis) {
      long until = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
      while (!due.isEmpty() && due.peek().atNanos() <= until) {
        nanos = due.peek().atNanos();
        due.remove().action().run();
      }
      nanos = until;
    }
  }

  @BeforeEach
  void open() {
    there = open("us-east-1", "eu-west-1");
    back = open("eu-west-1", "us-east-1");
  }

  @AfterEach
  void close() {
    scenarios.close();
    links.close();
  }

  /** One that leads nowhere. */
  private Link open(String source, String target) {
    return links.add(
        LinkSpec.between(source, target, Address.loopback(0), Address.loopback(1)), true);
  }

  private Standing start(String text) {
    return scenarios.start("test", text).orElseThrow();
  }

  private static List<StepState> states(Standing standing) {
    return standing.steps().stream().map(Standing.StepStanding::state).toList();
  }

  @Test
  void stepsAreTakenAtTheirTimesAndNotBefore() {
    Standing begun =
        start(
            """
            at 0s latency us-east-1 eu-west-1 80ms jitter 5ms
            at 10s cut us-east-1 eu-west-1
            at 25s heal
            at 30s reset
            """);
    assertThat(states(begun))
        .containsExactly(
            new StepState.Done(),
            new StepState.Waiting(),
            new StepState.Waiting(),
            new StepState.Waiting());
    assertThat(begun.startedAtMillis()).hasValue(STARTED);
    StreamFault latency = new StreamFault.Latency(80, 5);
    for (Link link : List.of(there, back)) {
      assertThat(link.toxics())
          .containsExactly(
              Toxic.of("latency_upstream", Direction.UPSTREAM, latency),
              Toxic.of("latency_downstream", Direction.DOWNSTREAM, latency));
    }

    clock.pass(9_999);
    assertThat(there.status().cut()).isEqualTo(Cut.NONE);
    clock.pass(1);
    assertThat(there.status().cut()).isEqualTo(Cut.BOTH);
    assertThat(back.status().cut()).isEqualTo(Cut.BOTH);
    assertThat(scenarios.standing().elapsedMillis()).isEqualTo(10_000);
    clock.pass(15_000);
    assertThat(there.status().cut()).isEqualTo(Cut.NONE);
    assertThat(there.toxics()).hasSize(2);
    clock.pass(60_000);
    assertThat(there.toxics()).isEmpty();
    Standing end = scenarios.standing();
    assertThat(end.state()).isEqualTo(State.DONE);
    assertThat(end.elapsedMillis()).isEqualTo(30_000);
    assertThat(states(end)).containsOnly(new StepState.Done());
  }

  @Test
  void oneWayConcernsWhatThatRegionSendsWhicheverOfThemConnected() {
    start(
        """
        at 0s cut us-east-1 -> eu-west-1
        at 0s bandwidth eu-west-1 -> us-east-1 64KB/s
        """);
    assertThat(there.status().cut()).isEqualTo(Cut.DOWNSTREAM);
    assertThat(back.status().cut()).isEqualTo(Cut.UPSTREAM);
    StreamFault narrow = new StreamFault.Bandwidth(64_000);
    assertThat(there.toxics())
        .containsExactly(Toxic.of("bandwidth_upstream", Direction.UPSTREAM, narrow));
    assertThat(back.toxics())
        .containsExactly(Toxic.of("bandwidth_downstream", Direction.DOWNSTREAM, narrow));
  }

  @Test
  void whatIsTakenAwayIsGoneAndTheRestStays() {
    start(
        """
        at 0s latency us-east-1 eu-west-1 80ms
        at 0s bandwidth us-east-1 eu-west-1 1MB
        at 1s latency us-east-1 eu-west-1 0ms
        at 2s bandwidth us-east-1 -> eu-west-1 unlimited
        """);
    clock.pass(1_000);
    assertThat(there.toxics())
        .extracting(Toxic::name)
        .containsExactly("bandwidth_upstream", "bandwidth_downstream");
    clock.pass(1_000);
    assertThat(there.toxics()).extracting(Toxic::name).containsExactly("bandwidth_upstream");
  }

  @Test
  void aFlappingEndsByItselfAndLeavesOtherCuts() {
    start(
        """
        at 1s cut us-east-1 -> eu-west-1
        at 1s flap us-east-1 eu-west-1 every 2s for 4s
        """);
    clock.pass(1_000);
    assertThat(there.status().linkFaults())
        .containsExactly(
            new LinkFault.Partition(Cut.DOWNSTREAM), new LinkFault.Flapping(Cut.BOTH, 1000, 1000));
    clock.pass(3_999);
    assertThat(scenarios.standing().state()).isEqualTo(State.RUNNING);
    clock.pass(1);
    assertThat(there.status().linkFaults())
        .containsExactly(new LinkFault.Partition(Cut.DOWNSTREAM));
    assertThat(scenarios.standing().state()).isEqualTo(State.DONE);
  }

  @Test
  void oneThatIsStoppedLeavesLinksAsTheyAreAndTakesNoMoreSteps() {
    start("at 0s cut us-east-1 eu-west-1\nat 5s heal");
    clock.pass(1_000);
    Standing stopped = scenarios.stop();
    clock.pass(60_000);
    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.elapsedMillis()).isEqualTo(1_000);
    assertThat(scenarios.standing()).isEqualTo(stopped);
    assertThat(there.status().cut()).isEqualTo(Cut.BOTH);
  }

  @Test
  void flappingEndsWithTheScenarioThatBeganIt() {
    start("at 0s cut us-east-1 -> eu-west-1\nat 1s flap us-east-1 eu-west-1 every 2s for 60s");
    clock.pass(2_000);
    scenarios.stop();
    assertThat(there.status().linkFaults())
        .containsExactly(new LinkFault.Partition(Cut.DOWNSTREAM));
  }

  @Test
  void onlyOneRunsAtATime() {
    start("at 0s heal\nat 5s reset");
    assertThat(scenarios.start("second", "at 0s cut us-east-1 eu-west-1")).isEmpty();
    assertThat(there.status().cut()).isEqualTo(Cut.NONE);
    scenarios.stop();
    Optional<Standing> second = scenarios.start("second", "at 1s cut us-east-1 eu-west-1");
    assertThat(second.orElseThrow().name()).isEqualTo("second");
    clock.pass(1_000);
    assertThat(there.status().cut()).isEqualTo(Cut.BOTH);
    assertThat(scenarios.standing().state()).isEqualTo(State.DONE);
  }

  @Test
  void aStepThatFailsEndsItAndSaysWhy() {
    start("at 0s heal\nat 5s cut us-east-1 eu-west-1\nat 6s reset");
    links.remove(there.spec().name());
    links.remove(back.spec().name());
    clock.pass(10_000);
    Standing failed = scenarios.standing();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(states(failed))
        .containsExactly(
            new StepState.Done(),
            new StepState.Failed("no link between us-east-1 and eu-west-1"),
            new StepState.Waiting());
  }

  @Test
  void whatIsNoScriptChangesNothing() {
    assertThatThrownBy(() -> scenarios.start("bad", "at 0s cut us-east-1 eu-west-1\nat 1s heel"))
        .isInstanceOf(ScriptFaultException.class);
    assertThat(scenarios.standing()).isEqualTo(Standing.NONE);
    assertThat(there.status().cut()).isEqualTo(Cut.NONE);
  }

  @Test
  void aLinkKnowsWhichOfItsStreamsLeadsToARegion() {
    Regions regions = there.spec().regions().orElseThrow();
    assertThat(regions.towards("eu-west-1")).isEqualTo(Direction.DOWNSTREAM);
    assertThat(regions.towards("us-east-1")).isEqualTo(Direction.UPSTREAM);
  }
}
