package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** A relation of many to many: an item per role, and an index that has its key flipped. */
class ActorsAndMoviesTest {
  @RegisterExtension
  private static final SdkTable TABLE =
      SdkTable.of("actor", "movie").global("by-movie", "movie", "actor", "role");

  @BeforeAll
  static void put() {
    role("Tom Hanks", "Cast Away", "Chuck Noland", 2000);
    role("Tom Hanks", "Toy Story", "Woody", 1995);
    role("Tim Allen", "Toy Story", "Buzz Lightyear", 1995);
    role("Natalie Portman", "Black Swan", "Nina Sayers", 2010);
  }

  @Test
  void anActorLeadsToMovies() {
    assertThat(
            TABLE
                .query(
                    query ->
                        query
                            .keyConditionExpression("actor = :actor")
                            .expressionAttributeValues(Map.of(":actor", s("Tom Hanks"))))
                .items())
        .extracting(role -> role.get("movie").s())
        .containsExactly("Cast Away", "Toy Story");
  }

  @Test
  void aMovieLeadsToActorsAndToWhatTheIndexHolds() {
    assertThat(cast("Toy Story", 10).items())
        .containsExactly(
            item("actor", "Tim Allen", "movie", "Toy Story", "role", "Buzz Lightyear"),
            item("actor", "Tom Hanks", "movie", "Toy Story", "role", "Woody"));
  }

  @Test
  void aPageOfTheIndexEndsWithBothKeys() {
    QueryResponse page = cast("Toy Story", 1);
    assertThat(page.lastEvaluatedKey()).isEqualTo(item("actor", "Tim Allen", "movie", "Toy Story"));
  }

  private static QueryResponse cast(String movie, int limit) {
    return TABLE.query(
        query ->
            query
                .indexName("by-movie")
                .keyConditionExpression("movie = :movie")
                .expressionAttributeValues(Map.of(":movie", s(movie)))
                .limit(limit));
  }

  private static void role(String actor, String movie, String role, int year) {
    Map<String, AttributeValue> item =
        item("actor", actor, "movie", movie, "role", role, "year", year);
    TABLE.put(item);
  }
}
