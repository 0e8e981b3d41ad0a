package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients, projects, employees and technologies as a graph: an item for each of them, and one for
 * each edge. An index with the keys the other way round follows the edges backward.
 */
class AdjacencyListTest {
  @RegisterExtension
  private static final SdkTable TABLE = SdkTable.of("pk", "sk").global("backward", "sk", "pk");

  @BeforeAll
  static void put() {
    for (String node :
        List.of("CLIENT#acme", "PROJECT#shop", "PROJECT#app", "EMPLOYEE#eve", "TECHNOLOGY#java")) {
      TABLE.put(item("pk", node, "sk", node, "name", node.substring(node.indexOf('#') + 1)));
    }
    edge("CLIENT#acme", "PROJECT#shop");
    edge("CLIENT#acme", "PROJECT#app");
    edge("PROJECT#shop", "EMPLOYEE#eve");
    edge("PROJECT#shop", "EMPLOYEE#max");
    edge("PROJECT#shop", "TECHNOLOGY#java");
    edge("PROJECT#app", "EMPLOYEE#eve");
    edge("PROJECT#app", "TECHNOLOGY#swift");
  }

  @Test
  void aClientLeadsToItsProjects() {
    assertThat(forward("CLIENT#acme", "PROJECT#")).containsExactly("PROJECT#app", "PROJECT#shop");
  }

  @Test
  void aProjectLeadsToItsPeopleAndToItsTechnologies() {
    assertThat(forward("PROJECT#shop", "EMPLOYEE#"))
        .containsExactly("EMPLOYEE#eve", "EMPLOYEE#max");
    assertThat(forward("PROJECT#shop", "TECHNOLOGY#")).containsExactly("TECHNOLOGY#java");
    assertThat(forward("PROJECT#shop", ""))
        .containsExactly("EMPLOYEE#eve", "EMPLOYEE#max", "PROJECT#shop", "TECHNOLOGY#java");
  }

  @Test
  void anEmployeeLeadsBackToProjects() {
    assertThat(backward("EMPLOYEE#eve", "PROJECT#")).containsExactly("PROJECT#app", "PROJECT#shop");
    assertThat(backward("TECHNOLOGY#java", "PROJECT#")).containsExactly("PROJECT#shop");
    assertThat(backward("PROJECT#app", "CLIENT#")).containsExactly("CLIENT#acme");
  }

  @Test
  void anEdgeThatGoesIsGoneInBothDirections() {
    edge("PROJECT#app", "EMPLOYEE#zoe");
    assertThat(backward("EMPLOYEE#zoe", "PROJECT#")).containsExactly("PROJECT#app");
    TABLE
        .client()
        .deleteItem(
            delete ->
                delete
                    .tableName(TABLE.name())
                    .key(item("pk", "PROJECT#app", "sk", "EMPLOYEE#zoe")));
    assertThat(forward("PROJECT#app", "EMPLOYEE#")).containsExactly("EMPLOYEE#eve");
    assertThat(backward("EMPLOYEE#zoe", "PROJECT#")).isEmpty();
  }

  private static void edge(String from, String to) {
    TABLE.put(item("pk", from, "sk", to));
  }

  private static List<String> forward(String from, String kind) {
    boolean any = kind.isEmpty();
    return TABLE
        .query(
            query ->
                query
                    .keyConditionExpression(any ? "pk = :n" : "pk = :n AND begins_with(sk, :k)")
                    .expressionAttributeValues(
                        any ? Map.of(":n", s(from)) : Map.of(":n", s(from), ":k", s(kind))))
        .items()
        .stream()
        .map(edge -> edge.get("sk").s())
        .toList();
  }

  private static List<String> backward(String to, String kind) {
    return TABLE
        .query(
            query ->
                query
                    .indexName("backward")
                    .keyConditionExpression("sk = :n AND begins_with(pk, :k)")
                    .expressionAttributeValues(Map.of(":n", s(to), ":k", s(kind))))
        .items()
        .stream()
        .map(edge -> edge.get("pk").s())
        .toList();
  }
}
