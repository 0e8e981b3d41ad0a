package dev.pangaea.simulator.link;

import static dev.pangaea.simulator.link.Story.read;
import static dev.pangaea.simulator.link.Story.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartitionTest {
  private static final int SILENCE_MILLIS = 50;

  @Test
  void holdsWhatIsSentAndHandsItOnWhenHealed() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.partition(Cut.BOTH);
      send(client, "up");
      send(server, "down");
      Eventually.holds(() -> story.link.status().upstream().heldBytes() == 2);
      Eventually.holds(() -> story.link.status().downstream().heldBytes() == 4);
      silent(client);
      silent(server);
      story.link.heal();
      assertThat(read(server, 2)).isEqualTo("up");
      assertThat(read(client, 4)).isEqualTo("down");
      assertThat(story.link.status().upstream().heldBytes()).isZero();
    }
  }

  @Test
  void oneWayIsReallyOneWay() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.partition(Cut.DOWNSTREAM);
      send(client, "through");
      assertThat(read(server, 7)).isEqualTo("through");
      send(server, "held");
      silent(client);
      story.link.partition(Cut.UPSTREAM);
      story.link.heal(Cut.DOWNSTREAM);
      assertThat(read(client, 4)).isEqualTo("held");
      send(client, "held too");
      silent(server);
      story.link.heal();
      assertThat(read(server, 8)).isEqualTo("held too");
    }
  }

  @Test
  void newConnectionsWaitUntilTheLinkIsWhole() throws Exception {
    for (Cut cut : List.of(Cut.BOTH, Cut.UPSTREAM, Cut.DOWNSTREAM)) {
      try (Story story = new Story()) {
        story.link.partition(cut);
        Socket client = story.connect();
        send(client, "hello");
        silent(client);
        assertThat(story.upstream.untouched()).isTrue();
        story.link.heal();
        assertThat(read(story.serve(), 5)).isEqualTo("hello");
      }
    }
  }

  @Test
  void aClientThatGaveUpWhileCutNeverReachesTheServer() throws Exception {
    try (Story story = new Story()) {
      story.link.partition(Cut.BOTH);
      Socket client = story.connect();
      Eventually.holds(() -> story.link.status().connections() == 1);
      client.setSoLinger(true, 0);
      client.close();
      Eventually.holds(() -> story.link.status().connections() == 0);
      story.link.heal();
      assertThat(story.upstream.untouched()).isTrue();
    }
  }

  @Test
  void whatIsUnderWayWhenTheCutComesIsHeldToo() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.add(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(3_600_000, 0)));
      send(client, "late");
      Eventually.holds(() -> story.link.status().upstream().heldBytes() == 4);
      story.link.partition(Cut.UPSTREAM);
      story.link.put(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(1, 0)));
      silent(server);
      story.link.heal();
      assertThat(read(server, 4)).isEqualTo("late");
    }
  }

  @Test
  void whatIsSentWhileCutSetsOutWhenHealed() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.add(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(40, 0)));
      story.link.partition(Cut.UPSTREAM);
      send(client, "later");
      Eventually.holds(() -> story.link.status().upstream().heldBytes() == 5);
      silent(server);
      long healed = System.nanoTime();
      story.link.heal();
      assertThat(read(server, 5)).isEqualTo("later");
      assertThat(System.nanoTime() - healed).isGreaterThanOrEqualTo(40_000_000);
    }
  }

  @Test
  void aLinkThatIsNeverWholeForItsLatencyCarriesAllTheSame() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.add(Toxic.of("far", Direction.UPSTREAM, new StreamFault.Latency(60, 0)));
      story.link.flap(new LinkFault.Flapping(Cut.BOTH, 10, 10));
      send(client, "through");
      assertThat(read(server, 7)).isEqualTo("through");
    }
  }

  @Test
  void anEndIsHeldLikeBytes() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.partition(Cut.UPSTREAM);
      send(client, "last words");
      client.close();
      silent(server);
      story.link.heal();
      assertThat(new String(server.getInputStream().readAllBytes())).isEqualTo("last words");
    }
  }

  @Test
  void whatIsHeldIsBoundedAndStillComplete() throws Exception {
    long heldBytesMax = 256 << 10;
    int size = 32 << 20;
    try (Story story = new Story(new LinkSettings(1, heldBytesMax, 10))) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.partition(Cut.UPSTREAM);
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> pour(client, size), Thread::startVirtualThread);
      Eventually.holds(() -> story.link.status().upstream().heldBytes() > heldBytesMax / 2);
      silent(server);
      assertThat(story.link.status().upstream().heldBytes())
          .isLessThanOrEqualTo(heldBytesMax + (64 << 10));
      assertThat(sending).as("the sender is slowed down").isNotDone();
      story.link.heal();
      byte[] arrived = server.getInputStream().readNBytes(size);
      sending.join();
      assertThat(arrived).hasSize(size);
      for (int index = 0; index < size; index += 997) {
        assertThat(arrived[index]).isEqualTo((byte) (index >>> 10));
      }
    }
  }

  @Test
  void connectionsAreBounded() throws Exception {
    try (Story story = new Story(new LinkSettings(1, 1 << 20, 2))) {
      story.connect();
      story.connect();
      story.serve();
      story.serve();
      Socket third = story.connect();
      assertThatThrownBy(() -> third.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void flappingCutsAndHealsByTurns() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.flap(new LinkFault.Flapping(Cut.BOTH, 20, 20));
      for (int turn = 0; turn < 3; turn++) {
        Eventually.holds(() -> story.link.status().cut() == Cut.BOTH);
        send(client, "turn");
        Eventually.holds(() -> story.link.status().cut() == Cut.NONE);
        assertThat(read(server, 4)).isEqualTo("turn");
      }
      story.link.heal();
      assertThat(story.link.status().linkFaults()).isEmpty();
    }
  }

  @Test
  void regionsAreCutFromEachOther() throws Exception {
    try (Story story = new Story()) {
      Link back =
          story.proxy.add(
              LinkSpec.between(
                  "eu-west-1", "us-east-1", Address.loopback(0), story.upstream.address()),
              true);
      Link other =
          story.proxy.add(
              LinkSpec.between(
                  "us-east-1", "ap-south-1", Address.loopback(0), story.upstream.address()),
              true);
      assertThat(story.proxy.partition(List.of("us-east-1", "eu-west-1"))).hasSize(2);
      assertThat(story.link.status().cut()).isEqualTo(Cut.BOTH);
      assertThat(back.status().cut()).isEqualTo(Cut.BOTH);
      assertThat(other.status().cut()).isEqualTo(Cut.NONE);
      story.proxy.heal();
      story.proxy.partitionOneWay("us-east-1", "eu-west-1");
      assertThat(story.link.status().cut()).isEqualTo(Cut.DOWNSTREAM);
      assertThat(back.status().cut()).isEqualTo(Cut.UPSTREAM);
    }
  }

  private static void silent(Socket socket) throws IOException {
    int before = socket.getSoTimeout();
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(before);
  }

  private static void pour(Socket socket, int size) {
    try {
      OutputStream out = socket.getOutputStream();
      byte[] block = new byte[1 << 10];
      for (int index = 0; index < size >>> 10; index++) {
        java.util.Arrays.fill(block, (byte) index);
        out.write(block);
      }
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
