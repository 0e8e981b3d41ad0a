package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StoryCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tellsStepByStepWhatHolds() throws IOException {
    assertThat(run(story("works", "us-east-1 put k {\"n\": 1}\neu-west-1 sees k = {\"n\": 1}")))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            works
              ✓ us-east-1 put k {"n": 1}
              ✓ eu-west-1 sees k = {"n": 1}
            1 story: 1 held, 0 did not, 0 left out
            """);
  }

  @Test
  void failsAtTheFirstStepThatDoesNotHold() throws IOException {
    assertThat(run(story("fails", "us-east-1 get k = {\"n\": 1}\nheal"))).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """
            fails
              ✗ us-east-1 get k = {"n": 1}
                  line 1: expected {"n": 1}, found absent
            1 story: 0 held, 1 did not, 0 left out
            """);
  }

  @Test
  void saysWhereAFileIsNoStory() throws IOException {
    assertThat(run(story("wrong", "heal\nheel"))).isEqualTo(2);
    assertThat(err.toString()).contains("wrong.story: line 2, column 1: expected a region");
    assertThat(run("nowhere.story")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file nowhere.story");
  }

  @Test
  void leavesOutLiveWhatOnlyAWorldCanDo() throws IOException {
    assertThat(run("--live", story("skewed", "skew us-east-1 +5s\nheal"))).isZero();
    assertThat(out.toString()).contains("left out: only a world can: skew us-east-1 +5s");
  }

  @Test
  void wantsBothAddressesOfARegion() throws IOException {
    String story = story("any", "heal");
    assertThat(run("--live", "--endpoint", "us-east-1=http://127.0.0.1:1/", story)).isEqualTo(2);
    assertThat(run("--endpoint", "us-east-1=http://127.0.0.1:1/", story)).isEqualTo(2);
  }

  private String story(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".story"), text).toString();
  }

  private int run(String... arguments) {
    return new CommandLine(new StoryCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
