package dev.pangaea.regionnode.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Buckets of S3 as folders below one folder. What leads out of it is none. */
public final class Bucket {
  private Bucket() {}

  /**
   * The folder or file that a key of a bucket stands for; empty if it would lie outside of the
   * bucket, or the bucket outside of the root, links followed.
   */
  static Optional<Path> resolve(Path root, String bucket, String key) throws IOException {
    Path folder;
    Path found;
    try {
      folder = root.resolve(bucket).normalize();
      found = folder.resolve(key.replaceFirst("^/+", "")).normalize();
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
    boolean inside = root.normalize().equals(folder.getParent()) && found.startsWith(folder);
    return inside && staysWithin(root, found) ? Optional.of(found) : Optional.empty();
  }

  /** Whether what is there of a path lies below the root, wherever links lead. */
  private static boolean staysWithin(Path root, Path path) throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    Path there = path;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return there.toRealPath().startsWith(root.toRealPath());
  }
}
