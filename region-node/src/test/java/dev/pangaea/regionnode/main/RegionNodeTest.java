package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.http.AllowedOrigins;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegionNodeTest {
  private static final String HOST = "127.0.0.1";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whatWasUpIsClosedWhenThePortOfTheApiIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      assertThatThrownBy(() -> start(taken.getLocalPort(), 0)).isInstanceOf(IOException.class);
    }
    startsOnTheSameFolder();
  }

  @Test
  void whatWasUpIsClosedWhenTheControlPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
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
    RegionNodeSettings settings =
        new RegionNodeSettings(
            new RegionName("us-east-1"),
            new TreeSet<>(),
            HOST,
            apiPort,
            AllowedOrigins.ANY,
            HOST,
            controlPort,
            folder,
            RegionNodeSettings.CACHE_BYTES,
            BackupFolders.below(folder),
            1,
            RegionNodeSettings.RETENTION,
            RegionNodeSettings.CLOCK_AHEAD_MAX,
            LedgerSettings.RETENTION,
            true);
    return RegionNode.start(
        vertx,
        settings,
        new MemoryRegionLog(InstantSource.system()),
        failure -> {
          throw new AssertionError(failure);
        });
  }
}
