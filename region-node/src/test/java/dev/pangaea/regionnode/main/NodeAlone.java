package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.http.AllowedOrigins;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.leader.LedgerSettings;
import java.nio.file.Path;
import java.util.TreeSet;

/** What tests of a whole node start it with: it is the only one of the only region. */
final class NodeAlone {
  static final String HOST = "127.0.0.1";

  private NodeAlone() {}

  /** On free ports. */
  static RegionNodeSettings settings(Path folder, int partitions, boolean conflictTopic) {
    return settings(folder, 0, 0, partitions, conflictTopic);
  }

  static RegionNodeSettings settings(
      Path folder, int apiPort, int controlPort, int partitions, boolean conflictTopic) {
    return new RegionNodeSettings(
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
        partitions,
        RegionNodeSettings.RETENTION,
        RegionNodeSettings.CLOCK_AHEAD_MAX,
        LedgerSettings.RETENTION,
        conflictTopic);
  }

  /** No test expects that its node cannot go on. */
  static void onFailure(Throwable failure) {
    throw new AssertionError(failure);
  }
}
