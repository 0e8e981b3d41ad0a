package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
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
