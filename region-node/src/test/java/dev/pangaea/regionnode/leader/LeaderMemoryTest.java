package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.memory.Fate;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a leader keeps of items once it has decided on them. */
class LeaderMemoryTest {
  private final LeaderWorld world = LeaderWorld.leading();
  private final List<WeakReference<Item>> decoded = new ArrayList<>();

  @Test
  void keepsNoDecodedItemWhileARecordIsUnderWay() {
    world.log.nextFates(Fate.HELD);
    world.write(update("a"));
    assertThat(world.log.entries()).hasSize(1);
    assertLetGo();
  }

  @Test
  void keepsNoDecodedItemOnceItsRecordCounts() {
    world.write(update("a"));
    world.node.settle();
    assertLetGo();
  }

  /** An update that remembers the item which it leaves. */
  private WriteCommand update(String name) {
    return new WriteCommand.UpdateItem(
        key(name),
        item(name).decode(),
        ItemUpdate.NOTHING,
        new Condition.Always(),
        after -> {
          decoded.add(new WeakReference<>(after));
          return Optional.empty();
        });
  }

  private void assertLetGo() {
    assertThat(decoded).hasSize(1);
    Await.until(
        () -> {
          System.gc();
          return decoded.getFirst().refersTo(null);
        });
  }
}
