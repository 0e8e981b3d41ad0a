package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab";

  private final FakeRegion region = new FakeRegion().table("Tab");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void tagsAreAddedReplacedAndTakenAway() {
    assertThat(tag("{'Key':'Env','Value':''},{'Key':'env','Value':'x'}")).isEqualTo("{}");
    tag("{'Key':'env','Value':'y'}");
    assertThat(list()).isEqualTo("{'Tags':[{'Key':'Env','Value':''},{'Key':'env','Value':'y'}]}");

    assertThat(caller.call("UntagResource", untag("'env','never'"))).isEqualTo("{}");
    assertThat(list()).isEqualTo("{'Tags':[{'Key':'Env','Value':''}]}");
  }

  @Test
  void fiftyTagsComeOnOnePage() {
    String fifty = tags(50);
    tag(fifty);
    assertThat(list()).doesNotContain("NextToken").contains("'k49'");
    assertThat(caller.call("ListTagsOfResource", "{'ResourceArn':'" + ARN + "','NextToken':'any'}"))
        .isEqualTo(list());

    assertThat(caller.message("TagResource", tagging("{'Key':'one-more','Value':''}")))
        .isEqualTo("Number of Tags exceed the current limit for the provided ResourceArn");
    assertThat(tag("{'Key':'k00','Value':'again'}")).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|Atleast one Tag needs to be provided as Input.",
        "[{'Key':'aws:foo','Value':''}]|Tag Key cannot be prefixed with aws:, Key: aws:foo",
        "[{'Key':'AWS:foo','Value':''}]|Tag Key cannot be prefixed with aws:, Key: AWS:foo",
        "[{'Key':'bad#char','Value':''}]|The Tag Key provided is invalid, Key: bad#char",
        "[{'Key':'k','Value':'bad#char'}]|The Tag Value provided is invalid, Value: bad#char",
        "[{'Key':'pangaea:capacity','Value':'off'}]|The Tag Value provided is invalid, Value: off, Key:"
            + " pangaea:capacity, valid values: unmetered",
        "[{'Key':'k'}]|1 validation error detected: Value null at 'tags.1.member.value' failed to"
            + " satisfy constraint: Member must not be null"
      })
  void tagsThatCannotBeAreRefused(String tags, String message) {
    String request = "{'ResourceArn':'" + ARN + "','Tags':" + tags.replace('"', '\'') + "}";
    assertThat(caller.message("TagResource", request)).isEqualTo(message);
    assertThat(list()).isEqualTo("{'Tags':[]}");
  }

  @Test
  void lettersOfAnyScriptAndTheAllowedSignsArePartOfTags() {
    tag("{'Key':'ключ 表','Value':'a+b-c=d.e_f:g/h@i'}");
    assertThat(list()).contains("a+b-c=d.e_f:g/h@i");
  }

  @Test
  void untaggingIsCheckedLikewise() {
    assertThat(caller.message("UntagResource", untag("")))
        .isEqualTo("Atleast one Tag Key needs to be provided as Input.");
    assertThat(caller.message("UntagResource", untag("'aws:foo'")))
        .isEqualTo("Tag Key cannot be prefixed with aws:, Key: aws:foo");
  }

  @ParameterizedTest
  @CsvSource({"Tab", "arn:aws:dynamodb:us-east-1:000000000000:table/Tab/index/x", "a:b:c"})
  void whatIsNoTablesNameIsRefused(String arn) {
    for (String operation : new String[] {"TagResource", "UntagResource", "ListTagsOfResource"}) {
      assertThat(
              caller.message(
                  operation,
                  "{'ResourceArn':'" + arn + "','Tags':[{'Key':'k','Value':''}],'TagKeys':['k']}"))
          .isEqualTo("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
  }

  @Test
  void tagsOfATableThatIsNotThereAreNotFound() {
    String arn = ARN + "s";
    for (String operation : new String[] {"TagResource", "UntagResource", "ListTagsOfResource"}) {
      var failure =
          caller.failure(
              operation,
              "{'ResourceArn':'" + arn + "','Tags':[{'Key':'k','Value':''}],'TagKeys':['k']}");
      assertThat(failure.kind()).isEqualTo(ErrorKind.RESOURCE_NOT_FOUND);
      assertThat(failure.message())
          .contains("Requested resource not found: ResourceArn: " + arn + " not found");
    }
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj("{'Key':'k%02d','Value':'v'}"::formatted)
        .collect(Collectors.joining(","));
  }

  private String tag(String tags) {
    return caller.call("TagResource", tagging(tags));
  }

  private static String tagging(String tags) {
    return "{'ResourceArn':'" + ARN + "','Tags':[" + tags + "]}";
  }

  private static String untag(String keys) {
    return "{'ResourceArn':'" + ARN + "','TagKeys':[" + keys + "]}";
  }

  private String list() {
    return caller.call("ListTagsOfResource", "{'ResourceArn':'" + ARN + "'}");
  }
}
