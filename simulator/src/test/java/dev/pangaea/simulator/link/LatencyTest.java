package dev.pangaea.simulator.link;

import static dev.pangaea.simulator.link.Story.read;
import static dev.pangaea.simulator.link.Story.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LatencyTest {
  private static final long MILLI = 1_000_000;

  @Test
  void isOneWayAndTheSameForEveryByte() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.add(Toxic.of("far", Direction.DOWNSTREAM, new StreamFault.Latency(80, 0)));
      long downstream;
      do {
        send(client, "?");
        read(server, 1);
        long answered = System.nanoTime();
        send(server, "!");
        read(client, 1);
        downstream = System.nanoTime() - answered;
        assertThat(downstream).isGreaterThanOrEqualTo(80 * MILLI);
      } while (downstream >= 160 * MILLI);
      story.link.put(Toxic.of("far", Direction.DOWNSTREAM, new StreamFault.Latency(3_600_000, 0)));
      send(client, "x");
      assertThat(read(server, 1)).as("the other way").isEqualTo("x");
    }
  }

  @Test
  void pipelinedChunksOverlap() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.add(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(100, 10)));
      int chunks = 200;
      long begun = System.nanoTime();
      for (int index = 0; index < chunks; index++) {
        send(client, "%03d".formatted(index));
        story.link.status();
      }
      StringBuilder expected = new StringBuilder();
      for (int index = 0; index < chunks; index++) {
        expected.append("%03d".formatted(index));
      }
      assertThat(read(server, 3 * chunks)).isEqualTo(expected.toString());
      assertThat(System.nanoTime() - begun)
          .as("less than one after the other would take")
          .isBetween(90 * MILLI, chunks * 90 * MILLI);
    }
  }

  @Test
  void aChangedLatencyCountsForWhatIsUnderWay() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.put(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(3_600_000, 0)));
      send(client, "x");
      Eventually.holds(() -> story.link.status().upstream().heldBytes() == 1);
      story.link.put(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(1, 0)));
      assertThat(read(server, 1)).isEqualTo("x");
    }
  }

  @Test
  void bandwidthIsKept() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.add(Toxic.of("thin", Direction.UPSTREAM, new StreamFault.Bandwidth(500_000)));
      long begun = System.nanoTime();
      send(client, "x".repeat(100_000));
      read(server, 100_000);
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(200 * MILLI);
    }
  }
}
