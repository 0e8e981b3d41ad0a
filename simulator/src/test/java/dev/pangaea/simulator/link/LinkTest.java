package dev.pangaea.simulator.link;

import static dev.pangaea.simulator.link.Story.read;
import static dev.pangaea.simulator.link.Story.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkTest {
  private Story story;

  @BeforeEach
  void begin() throws IOException {
    story = new Story();
  }

  @AfterEach
  void end() throws IOException {
    story.close();
  }

  @Test
  void carriesBothWaysAndCounts() throws Exception {
    Socket client = story.connect();
    Socket server = story.serve();
    send(client, "ping");
    assertThat(read(server, 4)).isEqualTo("ping");
    send(server, "pong!");
    assertThat(read(client, 5)).isEqualTo("pong!");
    Eventually.holds(() -> story.link.status().downstream().bytes() == 5);
    LinkStatus status = story.link.status();
    assertThat(status.upstream().bytes()).isEqualTo(4);
    assertThat(status.connections()).isEqualTo(1);
  }

  @Test
  void anEndIsHandedOnWhileTheOtherDirectionGoesOn() throws Exception {
    Socket client = story.connect();
    Socket server = story.serve();
    send(client, "question");
    client.shutdownOutput();
    assertThat(new String(server.getInputStream().readAllBytes())).isEqualTo("question");
    send(server, "answer");
    server.close();
    assertThat(new String(client.getInputStream().readAllBytes())).isEqualTo("answer");
    Eventually.holds(() -> story.link.status().connections() == 0);
  }

  @Test
  void aResetIsHandedOnAsAReset() throws Exception {
    Socket client = story.connect();
    Socket server = story.serve();
    send(client, "x");
    read(server, 1);
    server.setSoLinger(true, 0);
    server.close();
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    Eventually.holds(() -> story.link.status().connections() == 0);
  }

  @Test
  void resetConnectionsResetsBothEnds() throws Exception {
    Socket client = story.connect();
    Socket server = story.serve();
    story.link.resetConnections();
    for (Socket end : List.of(client, server)) {
      assertThatThrownBy(() -> end.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    story.connect();
    story.serve();
  }

  @Test
  void aServerThatIsNotThereRefusesTheClient() throws Exception {
    story.upstream.close();
    Socket client = story.connect();
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    Eventually.holds(() -> story.link.status().connections() == 0);
  }

  @Test
  void disabledClosesConnectionsAndRefusesNewOnesAndKeepsItsPort() throws Exception {
    Socket client = story.connect();
    story.serve();
    int port = story.link.port();
    story.link.disable();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(story::connect).isInstanceOf(IOException.class);
    story.link.enable();
    assertThat(story.link.port()).isEqualTo(port);
    story.connect();
    story.serve();
  }

  @Test
  void manyConnectionsRunSideBySide() throws Exception {
    story.link.add(Toxic.of("latency", Direction.UPSTREAM, new StreamFault.Latency(20, 5)));
    List<Socket> clients = new ArrayList<>();
    for (int index = 0; index < 300; index++) {
      Socket client = story.connect();
      clients.add(client);
      send(client, "%04d".formatted(index));
    }
    for (int index = 0; index < 300; index++) {
      Socket server = story.serve();
      send(server, read(server, 4));
    }
    for (int index = 0; index < 300; index++) {
      assertThat(read(clients.get(index), 4)).isEqualTo("%04d".formatted(index));
    }
    assertThat(story.link.status().connections()).isEqualTo(300);
  }

  @Test
  void removedLinksAreGone() {
    story.proxy.remove("us-east-1-to-eu-west-1");
    assertThat(story.proxy.links()).isEmpty();
    assertThatThrownBy(story::connect).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> story.proxy.link("us-east-1-to-eu-west-1"))
        .isInstanceOf(LinkException.class);
  }

  @Test
  void aTakenPortIsSaidSo() {
    LinkSpec taken =
        LinkSpec.named("second", Address.loopback(story.link.port()), story.upstream.address());
    assertThatThrownBy(() -> story.proxy.open(taken))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("in use");
    assertThat(story.proxy.find("second")).isEmpty();
  }

  @Test
  void resetTakesEveryFaultAway() {
    story.link.partition(Cut.BOTH);
    story.link.add(Toxic.of("latency", Direction.UPSTREAM, new StreamFault.Latency(20, 5)));
    story.link.disable();
    story.proxy.reset();
    LinkStatus status = story.link.status();
    assertThat(status.cut()).isEqualTo(Cut.NONE);
    assertThat(status.toxics()).isEmpty();
    assertThat(status.linkFaults()).isEmpty();
    assertThat(status.enabled()).isTrue();
  }
}
