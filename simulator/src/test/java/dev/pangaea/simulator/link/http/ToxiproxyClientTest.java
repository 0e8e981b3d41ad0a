package dev.pangaea.simulator.link.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.link.Eventually;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Toxiproxy's own client for Java finds every toxic working. */
@org.junit.jupiter.api.Timeout(60)
class ToxiproxyClientTest {
  private static final long MILLI = 1_000_000;

  private ControlStory story;
  private ToxiproxyClient client;
  private Proxy proxy;

  @BeforeEach
  void begin() throws IOException {
    story = new ControlStory();
    client = new ToxiproxyClient("127.0.0.1", story.control.port());
    proxy =
        client.createProxy(
            "us-east-1-to-eu-west-1", "127.0.0.1:0", story.upstream.address().toString());
  }

  @AfterEach
  void end() throws IOException {
    story.close();
  }

  @Test
  void proxiesAreCreatedFoundChangedAndDeleted() throws Exception {
    assertThat(client.version()).contains("version");
    assertThat(proxy.isEnabled()).isTrue();
    assertThat(proxy.getListen()).matches("127\\.0\\.0\\.1:[1-9]\\d+");
    assertThat(client.getProxies()).hasSize(1);
    assertThat(client.getProxyOrNull("none")).isNull();
    assertThatThrownBy(() -> client.createProxy(proxy.getName(), "127.0.0.1:0", "127.0.0.1:1"))
        .hasMessage("[409] proxy already exists");
    proxy.setUpstream("127.0.0.1:1");
    assertThat(client.getProxy(proxy.getName()).getUpstream()).isEqualTo("127.0.0.1:1");
    proxy.delete();
    assertThat(client.getProxies()).isEmpty();
    assertThatThrownBy(() -> client.getProxy("us-east-1-to-eu-west-1"))
        .hasMessageContaining("proxy not found");
  }

  @Test
  void disabledProxiesCloseAndRefuse() throws Exception {
    Socket open = connect();
    story.serve();
    proxy.disable();
    assertThat(open.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    assertThat(client.getProxy(proxy.getName()).isEnabled()).isFalse();
    proxy.enable();
    connect();
    story.serve();
  }

  @Test
  void latencyDelaysOneDirection() throws Exception {
    Latency latency = proxy.toxics().latency("far", ToxicDirection.DOWNSTREAM, 60);
    latency.setJitter(5);
    assertThat(latency.getLatency()).isEqualTo(60);
    assertThat(proxy.toxics().get("far", Latency.class).getJitter()).isEqualTo(5);
    Socket open = connect();
    Socket server = story.serve();
    long begun = System.nanoTime();
    server.getOutputStream().write(1);
    assertThat(open.getInputStream().read()).isEqualTo(1);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(55 * MILLI);
  }

  @Test
  void bandwidthOfNothingCutsUntilRemoved() throws Exception {
    Socket open = connect();
    Socket server = story.serve();
    Bandwidth cut = proxy.toxics().bandwidth("cut", ToxicDirection.UPSTREAM, 0);
    open.getOutputStream().write(7);
    server.setSoTimeout(50);
    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    server.setSoTimeout(20_000);
    cut.setRate(1000);
    assertThat(server.getInputStream().read()).isEqualTo(7);
    cut.remove();
    assertThat(proxy.toxics().getAll()).isEmpty();
  }

  @Test
  void bandwidthSlowsDown() throws Exception {
    proxy.toxics().bandwidth("thin", ToxicDirection.UPSTREAM, 500);
    Socket open = connect();
    Socket server = story.serve();
    long begun = System.nanoTime();
    open.getOutputStream().write(new byte[50_000]);
    server.getInputStream().readNBytes(50_000);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(100 * MILLI);
  }

  @Test
  void slowCloseDelaysTheEnd() throws Exception {
    proxy.toxics().slowClose("slow", ToxicDirection.DOWNSTREAM, 60);
    Socket open = connect();
    long begun = System.nanoTime();
    story.serve().close();
    assertThat(open.getInputStream().read()).isEqualTo(-1);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(60 * MILLI);
  }

  @Test
  void timeoutSwallowsAndCloses() throws Exception {
    Timeout timeout = proxy.toxics().timeout("gone", ToxicDirection.UPSTREAM, 0);
    Socket open = connect();
    Socket server = story.serve();
    open.getOutputStream().write(1);
    timeout.setTimeout(50);
    assertThat(server.getInputStream().read()).isEqualTo(-1);
    assertThat(open.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aTimeoutThatIsRemovedClosesWhatItTookBytesFrom() throws Exception {
    Timeout timeout = proxy.toxics().timeout("gone", ToxicDirection.UPSTREAM, 0);
    Socket open = connect();
    story.serve();
    Eventually.holds(() -> story.links.link(proxy.getName()).status().connections() == 1);
    timeout.remove();
    assertThat(open.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void resetPeerResets() throws Exception {
    proxy.toxics().resetPeer("reset", ToxicDirection.UPSTREAM, 20);
    Socket open = connect();
    Socket server = story.serve();
    open.getOutputStream().write(1);
    assertThatThrownBy(() -> open.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void slicerCutsIntoSlicesWithADelayBetween() throws Exception {
    Slicer slicer = proxy.toxics().slicer("slices", ToxicDirection.UPSTREAM, 10, 10_000);
    slicer.setSizeVariation(2);
    Socket open = connect();
    Socket server = story.serve();
    long begun = System.nanoTime();
    open.getOutputStream().write(new byte[100]);
    server.getInputStream().readNBytes(100);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(60 * MILLI);
  }

  @Test
  void limitDataClosesAfterItsBytes() throws Exception {
    LimitData limit = proxy.toxics().limitData("limit", ToxicDirection.DOWNSTREAM, 5);
    assertThat(limit.getBytes()).isEqualTo(5);
    Socket open = connect();
    story.serve().getOutputStream().write(new byte[8]);
    assertThat(open.getInputStream().readAllBytes()).hasSize(5);
  }

  @Test
  void toxicsTellNameTypeStreamAndToxicity() throws Exception {
    proxy.toxics().latency("far", ToxicDirection.UPSTREAM, 10).setToxicity(0.25f);
    Toxic toxic = proxy.toxics().get("far");
    assertThat(toxic.getName()).isEqualTo("far");
    assertThat(toxic).isInstanceOf(Latency.class);
    assertThat(toxic.getStream()).isEqualTo(ToxicDirection.UPSTREAM);
    assertThat(toxic.getToxicity()).isEqualTo(0.25f);
    assertThatThrownBy(() -> proxy.toxics().latency("far", ToxicDirection.UPSTREAM, 10))
        .hasMessage("[409] toxic already exists");
    assertThatThrownBy(() -> proxy.toxics().get("none")).hasMessage("[404] toxic not found");
  }

  @Test
  void resetRemovesToxicsAndEnables() throws Exception {
    proxy.toxics().latency("far", ToxicDirection.UPSTREAM, 10);
    proxy.disable();
    client.reset();
    assertThat(client.getProxy(proxy.getName()).isEnabled()).isTrue();
    assertThat(proxy.toxics().getAll()).isEmpty();
  }

  private Socket connect() throws IOException {
    return story.connect(proxy.getName());
  }
}
