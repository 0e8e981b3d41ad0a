package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.processes.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the demo prints, pasted into a shell one after the other. */
@InThisProcess
class AwsCliStoryIT {
  private static final String VALUE = "/Item/v/S";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void theLinesThatTheDemoPrintsTellTheStory() throws Exception {
    assumeTrue(there("aws"), "the AWS CLI is not installed: its lines are not tried");
    assumeTrue(there("curl"), "curl is not installed: its lines are not tried");
    try (EmbeddedDemo demo = EmbeddedDemo.start(folder)) {
      Lines lines = new Lines(demo.welcome());

      assertThat(paste(lines.next(isAws(US, "put-item")))).isEmpty();
      String getInEu = lines.next(isAws(EU, "get-item"));
      awaitValue(getInEu, "hello");

      JsonNode cut = JSON.readTree(paste(lines.next(isCurl("POST"))));
      assertThat(cut.get("links")).hasSize(2);
      paste(lines.next(isAws(US, "put-item")));
      paste(lines.next(isAws(EU, "put-item")));
      assertThat(value(getInEu)).isEqualTo("from " + EU);
      String heal = lines.next(isCurl("DELETE"));
      String getInUs = lines.next(isAws(US, "get-item"));
      assertThat(value(getInUs)).isEqualTo("from " + US);

      assertThat(paste(heal)).isEmpty();
      demo.awaitAgreement();
      assertThat(value(getInUs)).isEqualTo("from " + EU);
      assertThat(value(lines.next(isAws(EU, "get-item")))).isEqualTo("from " + EU);
      assertThat(demo.standing(US).get("conflicts").asLong()).isEqualTo(1);
      assertThat(demo.standing(EU).get("conflicts").asLong()).isEqualTo(1);

      assertThat(value(lines.next(isCurl("GetItem")))).isEqualTo("from " + EU);
      JsonNode slow = JSON.readTree(paste(lines.next(isCurl("PATCH"))));
      assertThat(slow.get("faults")).isNotEmpty();
      assertThat(lines.left()).isEmpty();
    }
  }

  /** The commands in the demo's text, in its order; each is asked for once. */
  private static final class Lines {
    private final List<String> commands;
    private int next;

    Lines(String text) {
      commands =
          text.lines()
              .map(String::strip)
              .filter(line -> line.startsWith("curl ") || line.startsWith("AWS_ACCESS_KEY_ID="))
              .toList();
    }

    String next(Predicate<String> expected) {
      String command = commands.get(next++);
      assertThat(command).matches(expected, "the line that comes next in the story");
      return command;
    }

    List<String> left() {
      return commands.subList(next, commands.size());
    }
  }

  private static Predicate<String> isAws(String region, String operation) {
    return line -> line.contains("--region " + region) && line.contains(" " + operation + " ");
  }

  private static Predicate<String> isCurl(String word) {
    return line -> line.startsWith("curl ") && line.contains(word);
  }

  private static void awaitValue(String get, String expected) {
    Await.until(expected + " is read", SOON, () -> value(get).equals(expected));
  }

  /** What a line that gets the item prints as its value; empty when there is no such item. */
  private static String value(String get) throws IOException, InterruptedException {
    String printed = paste(get);
    return printed.isBlank() ? "" : JSON.readTree(printed).at(VALUE).asText();
  }

  private static boolean there(String command) throws IOException, InterruptedException {
    return shell("command -v " + command).waitFor() == 0;
  }

  /** Runs a line as it stands, and returns what it prints. */
  private static String paste(String line) throws IOException, InterruptedException {
    Process process = shell(line);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", line, printed).isZero();
    return printed;
  }

  private static Process shell(String line) throws IOException {
    return new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
  }
}
