package dev.pangaea.regionnode.trigger.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.stream.RegionStreams;
import dev.pangaea.regionnode.stream.StreamId;
import dev.pangaea.regionnode.trigger.DeliveryRules;
import dev.pangaea.regionnode.trigger.Trigger;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TriggerLoopTest {
  /** Each trigger that is put is a look; one in so many reads the table. */
  private static final int LOOKS = 40;

  private final FakeRegion region = new FakeRegion();
  private final TriggerTable table = new TriggerTable(region.tables, region.store, region.leaders);
  private final RegionStreams streams =
      new RegionStreams(FakeRegion.US, region.tables, region.store);
  private final TriggerLoop loop =
      new TriggerLoop(
          streams,
          table,
          (thread, onQuiet) ->
              new ShardTurns(
                  streams,
                  null,
                  null,
                  "us-east-1",
                  trigger -> "arn",
                  InstantSource.system(),
                  () -> 0,
                  thread,
                  onQuiet),
          "us-east-1");

  @AfterEach
  void close() {
    loop.close();
    region.close();
  }

  @Test
  void aTriggerThatIsBeingDeletedIsNotBroughtBackByTheTable() throws Exception {
    assertThat(table.prepare()).isTrue();
    Trigger stays = trigger("stays");
    Trigger goes = trigger("goes");
    assertThat(table.keep(stays).get()).isTrue();
    assertThat(table.keep(goes).get()).isTrue();
    look(stays);
    assertThat(names()).containsExactly("goes", "stays");

    loop.remove(goes.id());
    look(stays);
    assertThat(names()).as("its item is not removed yet").containsExactly("stays");

    loop.removed(goes.id());
    look(stays);
    assertThat(names()).as("its item could not be removed").containsExactly("goes", "stays");
  }

  @Test
  void aTriggerIsWhatItWasMadeAsSoonAsItIsPut() throws Exception {
    assertThat(table.prepare()).isTrue();
    assertThat(table.keep(trigger("new")).get()).isTrue();
    loop.put(trigger("new"));
    assertThat(loop.shown()).extracting(each -> each.trigger().name()).containsExactly("new");
  }

  private void look(Trigger trigger) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      loop.put(trigger);
    }
  }

  private List<String> names() throws InterruptedException {
    return loop.status().stream().map(each -> each.trigger().name()).toList();
  }

  private static Trigger trigger(String name) {
    return new Trigger(
        name,
        name,
        new StreamId("Table", 7, 0),
        URI.create("http://127.0.0.1/"),
        false,
        0,
        true,
        new TreeMap<>(),
        DeliveryRules.DEFAULT);
  }
}
