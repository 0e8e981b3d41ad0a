package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class NodeCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... more) {
    String[] options = new String[more.length + 4];
    options[0] = "--region=us-east-1";
    options[1] = "--kafka=127.0.0.1:1";
    options[2] = "--data=" + folder.resolve("store");
    options[3] = "--port=0";
    System.arraycopy(more, 0, options, 4, more.length);
    return new CommandLine(new NodeCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(options);
  }

  @Test
  void explainsItself() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains("--region", "--kafka", "--kafka-properties", "--data", "--cors-origin");
  }

  @Test
  void whatThePropertiesFileSaysReachesKafka() throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), "security.protocol=NONE\n");

    assertThat(execute("--kafka-properties=" + file)).isEqualTo(1);
    assertThat(err.toString()).startsWith("the node cannot start: ").contains("NONE");
  }

  @Test
  void anOriginThatIsNoneIsOneSentence() {
    assertThat(execute("--cors-origin=localhost:3000/page")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("the node cannot start: \"localhost:3000/page\" is no origin");
  }

  @Test
  void aPropertiesFileThatIsNotThereIsOneSentence() {
    assertThat(execute("--kafka-properties=" + folder.resolve("none"))).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("the node cannot start: ").contains("none");
  }
}
