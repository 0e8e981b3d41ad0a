package dev.pangaea.simulator.history.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.simulator.history.UnreadableException;
import dev.pangaea.simulator.main.ExplainCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What users say of a region's Kafka reaches it. */
class RecordedRegionsTest {
  private static final String US = "us-east-1";

  @TempDir private Path folder;
  private HttpServer node;
  private URI control;

  /** A node of another region, which reads the log of a table. */
  @BeforeEach
  void startNode() throws IOException {
    Progress progress =
        new Progress(
            new RegionName(US),
            "us-east-1.orders",
            Position.START,
            new Watermark(HybridTime.ZERO, 0));
    byte[] intakes = IntakeCodec.encode(List.of(new Intake("orders", 0, progress))).toArray();
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext(
        "/replication/intakes",
        exchange -> {
          exchange.sendResponseHeaders(200, intakes.length);
          exchange.getResponseBody().write(intakes);
          exchange.close();
        });
    node.start();
    control = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
  }

  @AfterEach
  void stopNode() {
    node.stop(0);
  }

  @Test
  void propertiesReachTheClientsOfTheRegionThatTheyAreFor() throws Exception {
    Map<String, String> odd = Map.of("security.protocol", "NONE");
    try (RecordedRegions regions = open(Map.of(US, odd))) {
      assertThatThrownBy(() -> regions.table("orders"))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("the Kafka of us-east-1 cannot be used")
          .hasMessageContaining("NONE");
    }
    try (RecordedRegions regions = open(Map.of("eu-west-1", odd))) {
      assertThat(regions.table("orders")).isNotNull();
    }
  }

  @Test
  void theCommandReadsThemFromFiles() throws Exception {
    Path file = Files.writeString(folder.resolve("us.properties"), "security.protocol=NONE\n");
    assertThat(explained("us-east-1=" + file)).contains("cannot be used", "NONE");
    assertThat(explained("us-east-1=" + folder.resolve("none")))
        .startsWith("the properties cannot be read: ")
        .contains("none");
  }

  private RecordedRegions open(Map<String, Map<String, String>> properties) throws Exception {
    return RecordedRegions.of(
        Map.of(US, control, "eu-west-1", control), Map.of(US, "127.0.0.1:1"), properties);
  }

  private String explained(String properties) {
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new ExplainCommand())
            .setErr(new PrintWriter(err))
            .execute(
                "--table=orders",
                "--key={\"pk\":{\"S\":\"a\"}}",
                "--region=us-east-1=" + control,
                "--region=eu-west-1=" + control,
                "--kafka=us-east-1=127.0.0.1:1",
                "--kafka-properties=" + properties);
    assertThat(status).isEqualTo(2);
    return err.toString();
  }
}
