package dev.pangaea.simulator.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever delays, slices, cuts and heals: each direction arrives byte for byte. */
class LinkBytesTest {
  private static final int STEPS = 120;
  private static final int CHUNK_BYTES_MAX = 9_000;
  private static final long HELD_BYTES_MAX = 2 << 20;

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void arriveEqual(@ForAll long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (Story story = new Story(new LinkSettings(seed, HELD_BYTES_MAX, 10))) {
      Socket client = story.connect();
      Socket server = story.serve();
      CompletableFuture<byte[]> atServer = readAll(server);
      CompletableFuture<byte[]> atClient = readAll(client);
      ByteArrayOutputStream up = new ByteArrayOutputStream();
      ByteArrayOutputStream down = new ByteArrayOutputStream();
      for (int step = 0; step < STEPS; step++) {
        send(random, client, up);
        send(random, server, down);
        disturb(random, story.link);
      }
      client.shutdownOutput();
      server.shutdownOutput();
      story.link.reset();
      assertThat(atServer.get(30, TimeUnit.SECONDS)).isEqualTo(up.toByteArray());
      assertThat(atClient.get(30, TimeUnit.SECONDS)).isEqualTo(down.toByteArray());
      Eventually.holds(() -> story.link.status().connections() == 0);
      assertThat(story.link.status().upstream().heldBytes()).isZero();
      assertThat(story.link.status().upstream().bytes()).isEqualTo(up.size());
      assertThat(story.link.status().downstream().bytes()).isEqualTo(down.size());
    }
  }

  private static void disturb(SplittableRandom random, Link link) {
    Direction direction = Direction.values()[random.nextInt(2)];
    Cut cut = Cut.values()[random.nextInt(4)];
    switch (random.nextInt(9)) {
      case 0, 1 -> link.partition(cut);
      case 2, 3 -> link.heal(cut);
      case 4 -> link.heal();
      case 5 -> link.flap(new LinkFault.Flapping(Cut.of(direction), 1 + random.nextInt(3), 1));
      case 6 ->
          link.put(
              Toxic.of(
                  "latency" + direction,
                  direction,
                  new StreamFault.Latency(random.nextInt(8), random.nextInt(8))));
      case 7 ->
          link.put(
              Toxic.of(
                  "slicer" + direction,
                  direction,
                  new StreamFault.Slicer(1 + random.nextInt(3000), 0, random.nextInt(30))));
      case 8 -> {
        String name = "bandwidth" + direction;
        link.put(
            Toxic.of(name, direction, new StreamFault.Bandwidth(random.nextLong(0, 50_000_000))));
        if (random.nextBoolean()) {
          link.remove(name);
        }
      }
      default -> throw new IllegalStateException();
    }
  }

  private static void send(SplittableRandom random, Socket socket, ByteArrayOutputStream sent)
      throws IOException {
    byte[] chunk = new byte[random.nextInt(1, CHUNK_BYTES_MAX)];
    random.nextBytes(chunk);
    socket.getOutputStream().write(chunk);
    sent.write(chunk);
  }

  private static CompletableFuture<byte[]> readAll(Socket socket) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return socket.getInputStream().readAllBytes();
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        },
        Thread::startVirtualThread);
  }
}
