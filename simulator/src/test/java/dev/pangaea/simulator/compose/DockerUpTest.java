package dev.pangaea.simulator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code .ci/docker/up}, with a daemon and a client that are none. Who is told that
 * there is no Docker must not find one later that has no images.
 */
@EnabledOnOs(OS.LINUX)
class DockerUpTest {
  private static final int FAILED = 1;

  @TempDir private Path folder;

  @BeforeEach
  void layOutThePath() throws IOException {
    script("id", "echo 0");
    script("sleep", "until [ -s \"$PANGAEA_CI_STATE/started\" ]; do :; done");
    script("timeout", "shift; exec \"$@\"");
    script("dockerd", "echo $$ >>\"$PANGAEA_CI_STATE/started\"; exec tail -f /dev/null");
    script("docker", "exit 1");
  }

  @Test
  void aDaemonThatDoesNotAnswerInTimeIsEnded() throws Exception {
    assertThat(up()).isEqualTo(FAILED);
    assertThatTheDaemonIsGone();
  }

  @Test
  void aDaemonIsEndedWhereWhatElseIsNeededCannotBeHad() throws Exception {
    script("docker", "[ \"$1\" = info ] && [ -s \"$PANGAEA_CI_STATE/started\" ]");
    script("docker-compose", "exit 1");
    script("apt-get", "exit 1");

    assertThat(up()).isEqualTo(FAILED);
    assertThatTheDaemonIsGone();
  }

  private int up() throws Exception {
    ProcessBuilder script =
        new ProcessBuilder(Path.of("../.ci/docker/up").toRealPath().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    script.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    script.environment().put("PANGAEA_CI_STATE", folder.resolve("state").toString());
    Process process = script.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private void assertThatTheDaemonIsGone() throws Exception {
    for (String started : Files.readAllLines(folder.resolve("state/started"))) {
      ProcessHandle.of(Long.parseLong(started))
          .ifPresent(daemon -> assertThat(daemon.onExit()).succeedsWithin(60, TimeUnit.SECONDS));
    }
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
