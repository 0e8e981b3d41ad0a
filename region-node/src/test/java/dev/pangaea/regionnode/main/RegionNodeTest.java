package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegionNodeTest {

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whatWasUpIsClosedWhenThePortOfTheApiIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(NodeAlone.HOST))) {
      assertThatThrownBy(() -> start(taken.getLocalPort(), 0)).isInstanceOf(IOException.class);
    }
    startsOnTheSameFolder();
  }

  @Test
  void whatWasUpIsClosedWhenTheControlPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(NodeAlone.HOST))) {
      assertThatThrownBy(() -> start(0, taken.getLocalPort())).isInstanceOf(BindException.class);
    }
    startsOnTheSameFolder();
  }

  /** A store that is still open would refuse to be opened again. */
  private void startsOnTheSameFolder() throws IOException {
    try (RegionNode node = start(0, 0)) {
      assertThat(node.apiPort()).isPositive();
    }
  }

  private RegionNode start(int apiPort, int controlPort) throws IOException {
    RegionNodeSettings settings = NodeAlone.settings(folder, apiPort, controlPort, 1, true);
    return RegionNode.start(
        vertx, settings, new MemoryRegionLog(InstantSource.system()), NodeAlone::onFailure);
  }
}
