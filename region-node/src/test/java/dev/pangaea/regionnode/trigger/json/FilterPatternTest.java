package dev.pangaea.regionnode.trigger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.trigger.filter.PatternReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lambda's event filter patterns take and leave out. */
class FilterPatternTest {
  private static final String RECORD =
      """
      {"eventName":"MODIFY","count":5,"dynamodb":{"Keys":{"pk":{"S":"order#7"}},
       "NewImage":{"state":{"S":"Paid"},"total":{"N":"12.50"},"gone":{"NULL":true},
       "tags":{"SS":["new","big"]},"flag":{"BOOL":false}},"SizeBytes":70}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "true;{\"eventName\":[\"INSERT\",\"MODIFY\"]}",
        "false;{\"eventName\":[\"INSERT\"]}",
        "false;{\"eventName\":[\"modify\"]}",
        "true;{\"eventName\":[{\"equals-ignore-case\":\"modify\"}]}",
        "true;{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"order#\"}]}}}}",
        "false;{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"rder\"}]}}}}",
        "true;{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"suffix\":\"#7\"}]}}}}",
        "true;{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":{\"equals-ignore-case\":\"ORDER\"}}]}}}}",
        "false;{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[\"Open\"]}}}}",
        "true;{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[{\"anything-but\":[\"Open\",\"Gone\"]}]}}}}",
        "false;{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[{\"anything-but\":\"Paid\"}]}}}}",
        "false;{\"dynamodb\":{\"NewImage\":{\"other\":{\"S\":[{\"anything-but\":\"Paid\"}]}}}}",
        "false;{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[{\"anything-but\":{\"prefix\":\"Pa\"}}]}}}}",
        "true;{\"dynamodb\":{\"NewImage\":{\"total\":{\"N\":[{\"numeric\":[\">\",12,\"<=\",12.5]}]}}}}",
        "false;{\"dynamodb\":{\"NewImage\":{\"total\":{\"N\":[{\"numeric\":[\">\",12.5]}]}}}}",
        "true;{\"dynamodb\":{\"NewImage\":{\"total\":{\"N\":[\"12.50\"]}}}}",
        "true;{\"dynamodb\":{\"SizeBytes\":[{\"numeric\":[\"=\",70.0]}]}}",
        "true;{\"dynamodb\":{\"SizeBytes\":[70]}}",
        "false;{\"eventName\":[{\"numeric\":[\">\",0]}]}",
        "true;{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[{\"exists\":true}]}}}}",
        "false;{\"dynamodb\":{\"NewImage\":{\"state\":[{\"exists\":true}]}}}",
        "true;{\"dynamodb\":{\"OldImage\":{\"state\":{\"S\":[{\"exists\":false}]}}}}",
        "false;{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[{\"exists\":false}]}}}}",
        "true;{\"dynamodb\":{\"NewImage\":{\"tags\":{\"SS\":[\"big\"]}}}}",
        "true;{\"dynamodb\":{\"NewImage\":{\"flag\":{\"BOOL\":[false]}}}}",
        "true;{\"$or\":[{\"eventName\":[\"REMOVE\"]},{\"count\":[{\"numeric\":[\"<\",6]}]}]}",
        "false;{\"$or\":[{\"eventName\":[\"REMOVE\"]},{\"count\":[6]}]}",
        "false;{\"eventName\":[\"REMOVE\"],\"$or\":[{\"count\":[5]}]}",
      })
  void takesWhatItDescribes(boolean taken, String pattern) {
    assertThat(PatternReader.read(JsonValues.read(pattern)).matches(JsonValues.read(RECORD)))
        .isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":\"b\"}",
        "{\"a\":[]}",
        "{\"a\":[[\"b\"]]}",
        "{\"a\":[{\"regex\":\"b\"}]}",
        "{\"a\":[{\"prefix\":1}]}",
        "{\"a\":[{\"numeric\":[\">\"]}]}",
        "{\"a\":[{\"numeric\":[\"~\",1]}]}",
        "{\"a\":[{\"exists\":\"yes\"}]}",
        "{\"a\":[{\"anything-but\":[]}]}",
        "{\"a\":[{\"prefix\":\"a\",\"suffix\":\"b\"}]}",
      })
  void refusesWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> PatternReader.read(JsonValues.read(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid filter pattern definition");
  }
}
