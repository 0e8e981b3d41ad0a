package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** TagResource, UntagResource and ListTagsOfResource. */
class TagOperationsTest {
  /** DynamoDB Local has no tags. */
  @BeforeEach
  void here() {
    assumeThat(Endpoint.isForeign()).isFalse();
  }

  @Test
  void tagsAreAddedReplacedListedAndTakenAway() {
    try (TableForATest table = new TableForATest()) {
      String arn = table.arn();
      tag(arn, tag("team", "one"), tag("stage", ""));
      tag(arn, tag("team", "two"));
      assertThat(client().listTagsOfResource(list -> list.resourceArn(arn)).tags())
          .containsExactlyInAnyOrder(tag("team", "two"), tag("stage", ""));

      client().untagResource(untag -> untag.resourceArn(arn).tagKeys("team", "never"));
      assertThat(client().listTagsOfResource(list -> list.resourceArn(arn)).tags())
          .containsExactly(tag("stage", ""));
    }
  }

  @Test
  void aTableHasFiftyTagsAtMost() {
    try (TableForATest table = new TableForATest()) {
      String arn = table.arn();
      tag(
          arn,
          IntStream.range(0, 50).mapToObj(number -> tag("k" + number, "v")).toArray(Tag[]::new));
      assertThat(SdkTable.refusal(() -> tag(arn, tag("one-more", "v"))))
          .isEqualTo("Number of Tags exceed the current limit for the provided ResourceArn");
      assertThat(client().listTagsOfResource(list -> list.resourceArn(arn)).tags()).hasSize(50);
    }
  }

  @Test
  void aTagChoosesWhatBecomesOfConcurrentWrites() {
    try (TableForATest table = new TableForATest()) {
      String arn = table.arn();
      Tag policy = tag("pangaea:conflict-policy", "mergeable");
      tag(arn, tag("team", "one"), policy);
      assertThat(client().listTagsOfResource(list -> list.resourceArn(arn)).tags())
          .containsExactlyInAnyOrder(tag("team", "one"), policy);
      assertThat(SdkTable.refusal(() -> tag(arn, tag("pangaea:conflict-policy", "highest-bidder"))))
          .isEqualTo(
              "The Tag Value provided is invalid, Value: highest-bidder, Key:"
                  + " pangaea:conflict-policy, valid values: last-writer-wins,"
                  + " attribute-last-writer-wins, mergeable");
      Map<String, AttributeValue> key = Map.of("p", AttributeValue.fromS("k"));
      for (int each = 1; each <= 2; each++) {
        Map<String, AttributeValue> after =
            client()
                .updateItem(
                    update ->
                        update
                            .tableName(table.name())
                            .key(key)
                            .updateExpression("ADD n :n, s :s SET t = :t")
                            .expressionAttributeValues(
                                Map.of(
                                    ":n", AttributeValue.fromN("2.5"),
                                    ":s", AttributeValue.fromSs(List.of("a", "b")),
                                    ":t", AttributeValue.fromS("text")))
                            .returnValues("ALL_NEW"))
                .attributes();
        assertThat(after.get("n").n()).isEqualTo(each == 1 ? "2.5" : "5");
        assertThat(after.get("s").ss()).containsExactlyInAnyOrder("a", "b");
        assertThat(client().getItem(get -> get.tableName(table.name()).key(key)).item())
            .isEqualTo(after);
      }

      client().untagResource(untag -> untag.resourceArn(arn).tagKeys("pangaea:conflict-policy"));
      assertThat(client().listTagsOfResource(list -> list.resourceArn(arn)).tags())
          .containsExactly(tag("team", "one"));
    }
  }

  @Test
  void aSettingThatThereIsNotIsRefusedAndThoseThatThereAreAreNamed() {
    String refusal =
        "Tag Keys prefixed with pangaea: are settings, and this is none, Key: %s, valid keys:"
            + " pangaea:conflict-policy, pangaea:change-topic, pangaea:capacity";
    try (TableForATest table = new TableForATest()) {
      String arn = table.arn();
      assertThat(SdkTable.refusal(() -> tag(arn, tag("pangaea:conflict-polity", "mergeable"))))
          .isEqualTo(refusal.formatted("pangaea:conflict-polity"));
      assertThat(SdkTable.refusal(() -> tag(arn, tag("Pangaea:conflict-policy", "mergeable"))))
          .isEqualTo(refusal.formatted("Pangaea:conflict-policy"));
      assertThat(client().listTagsOfResource(list -> list.resourceArn(arn)).tags()).isEmpty();
      client().untagResource(untag -> untag.resourceArn(arn).tagKeys("pangaea:never-was"));
    }
    assertThat(
            SdkTable.refusal(
                () ->
                    client()
                        .createTable(
                            create ->
                                create
                                    .tableName("with-an-odd-setting")
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .attributeDefinitions(
                                        AttributeDefinition.builder()
                                            .attributeName("p")
                                            .attributeType(ScalarAttributeType.S)
                                            .build())
                                    .keySchema(
                                        KeySchemaElement.builder()
                                            .attributeName("p")
                                            .keyType(KeyType.HASH)
                                            .build())
                                    .tags(tag("pangaea:partitions", "8")))))
        .isEqualTo(refusal.formatted("pangaea:partitions"));
  }

  @Test
  void aTableThatIsNotThereHasNoTags() {
    try (TableForATest table = new TableForATest()) {
      String arn = table.arn() + "-not";
      assertThatThrownBy(() -> tag(arn, tag("k", "v")))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThatThrownBy(() -> client().listTagsOfResource(list -> list.resourceArn(arn)))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  private static void tag(String arn, Tag... tags) {
    client().tagResource(tag -> tag.resourceArn(arn).tags(tags));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
