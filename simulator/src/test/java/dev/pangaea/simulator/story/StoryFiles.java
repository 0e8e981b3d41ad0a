package dev.pangaea.simulator.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The stories that are told in every build. */
final class StoryFiles {
  private static final String ENDING = ".story";

  private StoryFiles() {}

  static List<Story> all() {
    try (Stream<Path> files =
        Files.list(Path.of(StoryFiles.class.getResource("/stories").toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(StoryFiles::read)
          .toList();
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static Story named(String name) {
    return all().stream().filter(story -> story.name().equals(name)).findFirst().orElseThrow();
  }

  private static Story read(Path file) {
    String name = file.getFileName().toString();
    try {
      return StoryReader.read(
          name.substring(0, name.length() - ENDING.length()), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
