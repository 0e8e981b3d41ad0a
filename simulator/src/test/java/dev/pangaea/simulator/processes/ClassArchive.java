package dev.pangaea.simulator.processes;

import dev.pangaea.simulator.main.Pangaea;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of all parts in the form that a JVM maps into its memory, as the launcher keeps them
 * too: a process that starts with them needs about half the time. Made once in a run, by a demo
 * that is started and ended. Only classes of jars can be kept: where ours are in folders there is
 * no archive, and processes start without. So they do where that demo did not end as it was told
 * to: an archive is a help, and no test depends on it.
 */
final class ClassArchive {
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(3);
  private static final int ENDED_BY_TERM = 128 + 15;

  private ClassArchive() {}

  /** What a JVM is told so that it uses the archive. */
  static List<String> options() {
    return Made.OPTIONS;
  }

  /**
   * The JVM would say that our flags are not those of its own archive, which this one builds on.
   */
  private static List<String> using(Path archive) {
    return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off", "-Xlog:aot*=off");
  }

  /** What an archive can be made of. */
  static String jars() {
    return elements(ClassArchive::isJar).collect(Collectors.joining(File.pathSeparator));
  }

  /** The jars before the folders: an archive is of what the class path begins with. */
  static String classPath() {
    return Stream.concat(
            elements(ClassArchive::isJar), elements(element -> !ClassArchive.isJar(element)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> elements(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(wanted);
  }

  private static boolean isJar(String element) {
    return Files.isRegularFile(Path.of(element));
  }

  /** Starts a program that makes an archive when it ends, and ends it. */
  interface Recording {
    /** Returns its exit code. */
    int into(Path archive) throws IOException, InterruptedException;
  }

  /**
   * What a JVM is told so that it uses what is recorded; nothing if that did not come to its end,
   * whatever it has left.
   */
  static List<String> options(Path archive, Recording recording) {
    try {
      int exit = recording.into(archive);
      if (exit == ENDED_BY_TERM && Files.exists(archive)) {
        return using(archive);
      }
      System.err.println("no archive of classes: the demo ended with " + exit);
    } catch (IOException | AssertionError failure) {
      System.err.println("no archive of classes: " + failure.getMessage());
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  /** The archive of this run. */
  private static final class Made {
    private static final boolean OURS_ARE_IN_JARS =
        isJar(Pangaea.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    private static final List<String> OPTIONS = OURS_ARE_IN_JARS ? make() : List.of();

    private static List<String> make() {
      try {
        Path folder = Files.createTempDirectory("classes");
        Path archive = folder.resolve("archive");
        for (Path made : List.of(folder, archive, folder.resolve("demo.out"))) {
          made.toFile().deleteOnExit();
        }
        return options(archive, into -> record(folder, into));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static int record(Path folder, Path archive) throws IOException, InterruptedException {
      try (DemoProcess demo = new DemoProcess(folder, folder, "--link-control", "0")) {
        return demo.recording(archive).start().end("TERM", ENDED_WITHIN);
      }
    }
  }
}
