package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code pangaea}, in a tree with a build and a JDK that only say what they were asked.
 */
class LauncherTest {
  private static final String TOLD_MAIN = "dev.pangaea.simulator.main.Pangaea";

  @TempDir private Path folder;
  private Path tree;
  private Path jdk;

  record Run(int code, String output) {}

  @BeforeEach
  void layOutTheTree() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree with space"));
    Files.copy(Path.of("../pangaea"), tree.resolve("pangaea"));
    write(tree.resolve("pom.xml"), "");
    write(tree.resolve("simulator/pom.xml"), "");
    write(tree.resolve("simulator/src/main/Source.java"), "");
    script(
        tree.resolve("mvnw"),
        "echo build >> builds; sleep 0.2; mkdir -p simulator/target/lib; : > simulator/target/simulator-1.jar");
    jdk = folder.resolve("jdk");
    write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    script(jdk.resolve("bin/java"), "echo \"$@\"");
    script(jdk.resolve("bin/javac"), "");
    makeSourcesOlder();
  }

  @Test
  void buildsOnFirstUseAndOnlyThen() throws Exception {
    assertThat(run("--version").output()).contains("building from source, once");
    assertThat(run("--version").output()).doesNotContain("building");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    run("--version");
    age(tree.resolve("simulator/src/main/Source.java"), Duration.ofSeconds(-10));

    assertThat(run("--version").output()).contains("a source has changed; building again");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    run("--version");
    age(tree.resolve("simulator/target/simulator-1.jar"), Duration.ofSeconds(10));
    Files.delete(tree.resolve("simulator/src/main/Source.java"));

    run("--version");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void twoFirstUsesAtOnceBuildOnce() throws Exception {
    List<Process> starts = new ArrayList<>();
    for (int start = 0; start < 3; start++) {
      starts.add(launcher(tree.resolve("pangaea"), "--version").start());
    }
    for (Process start : starts) {
      assertThat(ended(start).output()).contains(TOLD_MAIN + " --version");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void passesArgumentsOnAsTheyAreFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), tree.resolve("pangaea"));
    Path twice = Files.createSymbolicLink(folder.resolve("twice"), Path.of("link"));

    Run run = ended(launcher(twice, "demo", "--data", "a b").start());

    assertThat(run.code()).isZero();
    assertThat(run.output()).contains(TOLD_MAIN + " demo --data a b");
    assertThat(run.output()).contains("tree with space/simulator/target/simulator-1.jar:");
  }

  @Test
  void ownOptionsOfTheUserComeAfterOurs() throws Exception {
    ProcessBuilder builder = launcher(tree.resolve("pangaea"), "node");
    builder.environment().put("PANGAEA_JAVA_OPTS", "-Xmx3g -Done=1");

    assertThat(ended(builder.start()).output()).containsPattern("-Xmx512m .*-Xmx3g -Done=1 -cp ");
  }

  @Test
  void aJdkThatIsTooOldIsOneClearSentence() throws Exception {
    write(jdk.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");

    Run run = run("--version");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo("pangaea: PANGAEA_JAVA_HOME=" + jdk + " is not a JDK of 25 or newer\n");
  }

  @Test
  void aBuildThatFailsShowsItsEnd() throws Exception {
    script(tree.resolve("mvnw"), "echo no such artifact; exit 1");

    Run run = run("--version");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).contains("no such artifact", "the build failed");
    assertThat(tree.resolve("target/build.lock")).doesNotExist();
  }

  private Run run(String... arguments) throws Exception {
    return ended(launcher(tree.resolve("pangaea"), arguments).start());
  }

  private ProcessBuilder launcher(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("PANGAEA_JAVA_HOME", jdk.toString());
    builder.environment().remove("PANGAEA_JAVA_OPTS");
    return builder;
  }

  private static Run ended(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }

  private int builds() throws IOException {
    return Files.readAllLines(tree.resolve("builds")).size();
  }

  private void makeSourcesOlder() throws IOException {
    try (var files = Files.walk(tree)) {
      for (Path file : files.toList()) {
        age(file, Duration.ofMinutes(1));
      }
    }
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void script(Path file, String body) throws IOException {
    write(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
