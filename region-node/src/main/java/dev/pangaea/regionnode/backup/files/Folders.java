package dev.pangaea.regionnode.backup.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Folders that come to be whole or not at all. */
public final class Folders {
  private static final String UNFINISHED = ".tmp";

  private Folders() {}

  /** A new, empty folder that is not counted until it is {@link #finished}. */
  public static Path begun(Path folder) throws IOException {
    Path unfinished = unfinished(folder);
    delete(unfinished);
    return Files.createDirectories(unfinished);
  }

  /** All of it is there: from now on, and after any crash, it is a folder. */
  public static void finished(Path folder) throws IOException {
    Path unfinished = unfinished(folder);
    sync(unfinished);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    sync(folder.getParent());
  }

  /** What was begun is given up. */
  public static void remove(Path folder) throws IOException {
    delete(unfinished(folder));
  }

  /** The same of a folder that gets its name only now. */
  public static void finishedAs(Path begun, Path folder) throws IOException {
    sync(begun);
    Files.move(begun, folder, StandardCopyOption.ATOMIC_MOVE);
    sync(folder.getParent());
  }

  /** The file holds these bytes or what it held before, after any crash. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path next = unfinished(file);
    try (FileChannel to =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer from = ByteBuffer.wrap(bytes);
      while (from.hasRemaining()) {
        to.write(from);
      }
      to.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(file.getParent());
  }

  /** What is in a folder, in the order of the names, but for what was never finished. */
  public static List<Path> finishedIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(path -> !path.toString().endsWith(UNFINISHED)).sorted().toList();
    }
  }

  /** Removes what was never finished. */
  public static void sweep(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> found = Files.list(folder)) {
        for (Path path : found.filter(each -> each.toString().endsWith(UNFINISHED)).toList()) {
          delete(path);
        }
      }
    }
  }

  /** It is gone at once, after any crash, however long it takes to remove all of it. */
  public static void drop(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Path going = unfinished(folder);
      delete(going);
      Files.move(folder, going, StandardCopyOption.ATOMIC_MOVE);
      sync(folder.getParent());
      delete(going);
    }
  }

  public static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** All of a file is on the disk when it returns. */
  public static void syncFile(Path file) throws IOException {
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE)) {
      opened.force(true);
    }
  }

  private static Path unfinished(Path path) {
    return path.resolveSibling(path.getFileName() + UNFINISHED);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }
}
