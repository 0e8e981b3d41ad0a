package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  private static final byte[] HALF_AN_ARROW = {'l', 'a', 'g', ' ', (byte) 0xe2, (byte) 0x86};

  @TempDir private Path folder;

  @Test
  void whatIsSaidIsReadWhileACharacterIsBeingWritten() throws Exception {
    Path output = Files.write(folder.resolve("output"), HALF_AN_ARROW);
    try (JavaProcess process = new JavaProcess(output)) {
      assertThat(process.text()).startsWith("lag ");
    }
  }
}
