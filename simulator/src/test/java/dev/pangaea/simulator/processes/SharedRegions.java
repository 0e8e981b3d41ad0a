package dev.pangaea.simulator.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the same {@link TwoRegions}, started for the first of them and ended after the last
 * of the run: each makes tables of its own. After each test the links are as new.
 */
final class SharedRegions implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedRegions.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TwoRegions.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .regions();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running running =
        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).get(Running.class, Running.class);
    if (running != null) {
      running.regions().links.heal();
    }
  }

  /** Regions that run, and where their data is. */
  private record Running(TwoRegions regions, Path folder) implements AutoCloseable {
    static Running start() {
      try {
        Path folder = Files.createTempDirectory("regions");
        return new Running(TwoRegions.start(folder), folder);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() throws IOException {
      regions.close();
      List<Path> files;
      try (Stream<Path> all = Files.walk(folder)) {
        files = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
