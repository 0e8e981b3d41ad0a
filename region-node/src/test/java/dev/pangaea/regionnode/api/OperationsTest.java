package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
  void whatChangesItemsIsAWrite(String operation) {
    assertThat(Operations.writesItems(operation)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetItem", "BatchGetItem", "Query", "Scan", "UpdateTable", "unknown"})
  void whatChangesNoItemIsNone(String operation) {
    assertThat(Operations.writesItems(operation)).isFalse();
  }

  @Test
  void theReadmeNamesThemAll() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int begin = readme.indexOf("- Answered today:");
    String list = readme.substring(begin, readme.indexOf("\n- ", begin));
    Set<String> named =
        Pattern.compile("`(\\w+)`")
            .matcher(list)
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    try (FakeRegion region = new FakeRegion()) {
      assertThat(named).isEqualTo(region.operations.byName().keySet());
    }
  }
}
