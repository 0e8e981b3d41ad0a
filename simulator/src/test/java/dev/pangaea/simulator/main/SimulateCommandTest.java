package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.simulator.world.Parts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();

  @Test
  void tellsHowManySeedsKeptEveryPromise() {
    assertThat(run(Parts.REAL, "--seed", "5", "--count", "3")).isZero();
    assertThat(out.toString())
        .contains("3 of 3 seeds kept every promise", "virtual seconds", "operations per second");
  }

  @Test
  void tracesAllThatHappens() {
    assertThat(run(Parts.REAL, "--seed", "1", "--trace")).isZero();
    assertThat(out.toString())
        .contains("us-east-1/0 starts", "us-east-1/0 leads", "#0 at k", "all faults end");
  }

  @Test
  void failsWithTheCommandThatRunsABrokenSeedAgain() {
    assertThat(run(new LossyDeliveries(), "--seed", "3", "--count", "2")).isEqualTo(1);
    assertThat(out.toString())
        .contains("seed 3 broke a promise", "./pangaea simulate --seed 3 --trace", "0 of 2 seeds");
  }

  @Test
  void shrinksWhatIsBroken() {
    assertThat(run(new LossyDeliveries(), "--seed", "3", "--shrink")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("of \\d+ happenings, \\d are enough for it:\\R +Ask\\[")
        .contains("all faults end");
  }

  @Test
  void shrinksAnExceptionToo() {
    Parts failing =
        new Parts() {
          @Override
          public List<LogEntry> fetched(List<LogEntry> entries) {
            throw new IllegalStateException("cannot be planned");
          }
        };
    assertThat(run(failing, "--seed", "3", "--count", "2", "--shrink")).isEqualTo(1);
    assertThat(out.toString())
        .contains("nothing throws IllegalStateException", "0 are enough for it:", "0 of 2 seeds");
  }

  @Test
  void wantsAtLeastOneSeed() {
    assertThat(run(Parts.REAL, "--count", "0")).isEqualTo(2);
  }

  /** Whatever is delivered arrives empty. */
  private static final class LossyDeliveries implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return new Delivery(
          delivery.table(), delivery.partition(), delivery.from(), delivery.to(), List.of());
    }
  }

  private int run(Parts parts, String... arguments) {
    return new CommandLine(new SimulateCommand(parts))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter(), true))
        .execute(arguments);
  }
}
