package dev.pangaea.simulator.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What regions must agree on of a table's digest, as their control ports tell it. */
public final class HeldItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HeldItems() {}

  /**
   * The same text for the same items, versions and contexts. Tombstones and what they have seen are
   * left out: each region drops its own when it can.
   *
   * @param digest the reply's body; what is no digest is left as it is
   */
  public static String of(String digest) {
    JsonNode json = parse(digest);
    if (json instanceof ObjectNode object) {
      object.remove(List.of("tombstones", "seenByTombstones"));
    }
    return json.isMissingNode() ? digest : json.toString();
  }

  /** How much it holds, in words. */
  static String counts(String digest) {
    JsonNode json = parse(digest);
    return "%s items, %s tombstones"
        .formatted(json.path("items").asText(), json.path("tombstones").asText());
  }

  private static JsonNode parse(String digest) {
    try {
      return JSON.readTree(digest);
    } catch (JsonProcessingException other) {
      return MissingNode.getInstance();
    }
  }
}
