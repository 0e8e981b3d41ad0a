package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.store.PartitionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a partition says when there is nothing to say. */
class HeartbeatTest {
  private final LeaderWorld world = new LeaderWorld();

  @Test
  void tellsItsClockWhileOthersWaitForIt() {
    world.replicated = true;
    world.open();
    for (int index = 0; index < 100; index++) {
      world.pass(Duration.ofMillis(100));
    }
    List<LogRecord> records = world.folded().records();
    assertThat(records).hasSize(11);
    assertThat(records.getLast().clock()).isEqualTo(HybridTime.of(world.wallMillis, 0));
  }

  @Test
  void theCatalogSpeaksLessOften() {
    Heartbeat catalog = new Heartbeat(LeaderBounds.DEFAULT, PartitionId.CATALOG);
    Heartbeat table = new Heartbeat(LeaderBounds.DEFAULT, PARTITION);
    Now later = new Now(0, Duration.ofSeconds(9).toNanos());

    assertThat(table.isDue(later, true)).isTrue();
    assertThat(catalog.isDue(later, true)).isFalse();
    assertThat(catalog.isDue(new Now(0, Duration.ofSeconds(10).toNanos()), true)).isTrue();
  }

  @Test
  void isSilentWhileItsWritesTell() {
    world.replicated = true;
    world.open();
    for (int index = 0; index < 20; index++) {
      world.write("a", "v" + index);
      world.pass(Duration.ofMillis(500));
    }
    assertThat(world.folded().records()).hasSize(21);
  }

  @Test
  void hardlyEverSpeaksToNobody() {
    world.open();
    for (int index = 0; index < 100; index++) {
      world.pass(Duration.ofMinutes(1));
    }
    assertThat(world.folded().records()).hasSize(2);
  }

  @Test
  void beginsWhenOthersBeginToWait() {
    world.open();
    world.pass(Duration.ofMinutes(1));
    world.node.hand(new LoopEvent.Replicated(PARTITION, true));
    world.node.settle();
    world.pass(Duration.ofMillis(50));
    assertThat(world.folded().records()).hasSize(2);
  }
}
