package dev.pangaea.simulator.link;

import static dev.pangaea.simulator.link.Story.read;
import static dev.pangaea.simulator.link.Story.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.fault.Cut;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ends that are gone for good while a link is cut. A closed socket is forgotten by its system a
 * minute after its FIN and answers with RST from then on; here RST comes at once.
 */
@Timeout(60)
class GoneTest {
  @Test
  void aClientThatClosedWhileCutIsNotKept() throws Exception {
    for (Cut cut : List.of(Cut.BOTH, Cut.UPSTREAM, Cut.DOWNSTREAM)) {
      try (Story story = new Story()) {
        story.link.partition(cut);
        Socket client = story.connect();
        send(client, "hello");
        Eventually.holds(() -> story.link.status().upstream().heldBytes() == 5);
        forget(client);
        Eventually.holds(() -> story.link.status().connections() == 0);
        assertThat(story.link.status().upstream().heldBytes()).isZero();
        story.link.heal();
        assertThat(story.upstream.untouched()).isTrue();
      }
    }
  }

  @Test
  void nothingIsKeptForTwoEndsThatAreGone() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.partition(Cut.BOTH);
      send(client, "up");
      send(server, "down");
      Eventually.holds(() -> story.link.status().upstream().heldBytes() == 2);
      Eventually.holds(() -> story.link.status().downstream().heldBytes() == 4);
      forget(client);
      forget(server);
      Eventually.holds(() -> story.link.status().connections() == 0);
      assertThat(story.link.status().upstream().heldBytes()).isZero();
      assertThat(story.link.status().downstream().heldBytes()).isZero();
    }
  }

  @Test
  void whatAClientSentBeforeItWasGoneArrivesWhenHealed() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      story.link.partition(Cut.BOTH);
      send(client, "last words");
      Eventually.holds(() -> story.link.status().upstream().heldBytes() == 10);
      forget(client);
      Socket later = story.connect();
      Eventually.holds(() -> story.link.status().connections() == 2);
      forget(later);
      Eventually.holds(() -> story.link.status().connections() == 1);
      story.link.heal();
      assertThat(new String(server.getInputStream().readAllBytes())).isEqualTo("last words");
      Eventually.holds(() -> refuses(server));
      Eventually.holds(() -> story.link.status().connections() == 0);
    }
  }

  @Test
  void aCutKeepsFromTheServerThatItsClientIsGone() throws Exception {
    try (Story story = new Story()) {
      Socket client = story.connect();
      Socket server = story.serve();
      client.shutdownOutput();
      assertThat(server.getInputStream().readAllBytes()).isEmpty();
      story.link.partition(Cut.BOTH);
      send(server, "held");
      Eventually.holds(() -> story.link.status().downstream().heldBytes() == 4);
      forget(client);
      Eventually.holds(() -> story.link.status().downstream().heldBytes() == 0);
      assertThat(refuses(server)).isFalse();
      assertThat(story.link.status().connections()).isEqualTo(1);
      assertThat(refuses(server)).isFalse();
      story.link.heal();
      Eventually.holds(() -> refuses(server));
      Eventually.holds(() -> story.link.status().connections() == 0);
    }
  }

  @Test
  void aClientThatOnlySendsNoMoreIsAnsweredWhenHealed() throws Exception {
    try (Story story = new Story()) {
      story.link.partition(Cut.BOTH);
      Socket client = story.connect();
      send(client, "question");
      client.shutdownOutput();
      Socket gone = story.connect();
      Eventually.holds(() -> story.link.status().connections() == 2);
      forget(gone);
      Eventually.holds(() -> story.link.status().connections() == 1);
      story.link.heal();
      Socket server = story.serve();
      assertThat(new String(server.getInputStream().readAllBytes())).isEqualTo("question");
      send(server, "answer");
      assertThat(read(client, 6)).isEqualTo("answer");
    }
  }

  private static boolean refuses(Socket socket) {
    try {
      send(socket, "to nobody");
      return false;
    } catch (IOException broken) {
      return true;
    }
  }

  /** Sends FIN and then RST, as the system of a socket that is closed does with what it is sent. */
  private static void forget(Socket socket) throws IOException {
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
