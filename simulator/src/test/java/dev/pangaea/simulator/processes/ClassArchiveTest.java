package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes start with an archive of classes where there is a whole one, and else without. */
class ClassArchiveTest {
  private static final int TOLD_TO_END = 128 + 15;
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  @Test
  void whatIsRecordedIsUsed() {
    Path archive = folder.resolve("archive");

    assertThat(ClassArchive.options(archive, into -> recorded(into, TOLD_TO_END)))
        .contains("-XX:SharedArchiveFile=" + archive);
  }

  @Test
  void aDemoThatLeavesNoneIsNoFailure() {
    assertThat(ClassArchive.options(folder.resolve("archive"), into -> TOLD_TO_END)).isEmpty();
  }

  @Test
  void whatADemoLeavesThatWasKilledIsNotUsed() {
    assertThat(ClassArchive.options(folder.resolve("archive"), into -> recorded(into, KILLED)))
        .isEmpty();
  }

  @Test
  void aDemoThatDoesNotStartOrDoesNotEndIsNoFailure() {
    assertThat(
            ClassArchive.options(
                folder.resolve("archive"),
                into -> {
                  recorded(into, TOLD_TO_END);
                  throw new AssertionError("the demo did not end, for this test");
                }))
        .isEmpty();
    assertThat(
            ClassArchive.options(
                folder.resolve("archive"),
                into -> {
                  throw new IOException("no such program, for this test");
                }))
        .isEmpty();
  }

  private static int recorded(Path archive, int exit) throws IOException {
    Files.writeString(archive, "classes");
    return exit;
  }
}
