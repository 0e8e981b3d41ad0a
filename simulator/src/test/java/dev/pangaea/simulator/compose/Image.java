package dev.pangaea.simulator.compose;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The image of all parts, built for the first class that needs it and removed after the last of the
 * run. Without Docker these classes are left out.
 */
final class Image implements BeforeAllCallback {
  static final String NAME = "pangaea:verify";

  private static final Namespace NAMESPACE = Namespace.create(Image.class);
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration BUILD = Duration.ofMinutes(20);

  /** That it is there. */
  private record Built() implements AutoCloseable {
    @Override
    public void close() {
      new Commands(Path.of("."), Map.of()).run(QUICK, List.of("docker", "image", "rm", NAME));
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean docker =
        new Commands(Path.of("."), Map.of()).run(QUICK, List.of("docker", "info")).succeeded();
    assumeTrue(docker, "no Docker here: containers are not tested");
    context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(Built.class, key -> build(), Built.class);
  }

  private static Built build() {
    try {
      Path root = Path.of("..").toRealPath();
      Path work = Files.createTempDirectory("image");
      try {
        new Commands(root, Map.of()).mustRun(BUILD, buildCommand(context(root, work)));
      } finally {
        remove(work);
      }
      return new Built();
    } catch (IOException failed) {
      throw new IllegalStateException("the image cannot be built", failed);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static List<String> buildCommand(Path context) {
    List<String> command = new ArrayList<>(List.of("docker", "build", "--tag", NAME));
    for (String base : List.of("JDK_IMAGE", "JRE_IMAGE")) {
      String image = System.getenv("PANGAEA_" + base);
      if (image != null) {
        command.addAll(List.of("--build-arg", base + "=" + image));
      }
    }
    command.add(context.toString());
    return command;
  }

  /**
   * A build context with the jars instead of the sources: the same Dockerfile takes them as they
   * are.
   */
  private static Path context(Path root, Path work) throws IOException {
    Path target = Files.createDirectories(work.resolve("simulator/target"));
    Path lib = Files.createDirectories(target.resolve("lib"));
    Files.copy(root.resolve("Dockerfile"), work.resolve("Dockerfile"));
    copyJars(root.resolve("simulator/target"), target);
    copyJars(root.resolve("simulator/target/lib"), lib);
    return work;
  }

  private static void copyJars(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.createLink(to.resolve(jar.getFileName()), jar);
      }
    }
  }
}
