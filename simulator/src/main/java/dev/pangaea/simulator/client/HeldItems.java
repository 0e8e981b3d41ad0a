package dev.pangaea.simulator.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What regions must agree on of a table's digest, as their control ports tell it. */
public final class HeldItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HeldItems() {}

  /**
   * The same text for the same items, versions and contexts. Tombstones are left out: each region
   * drops its own when it can.
   *
   * @param digest the reply's body; what is no digest is left as it is
   */
  public static String of(String digest) {
    try {
      JsonNode json = JSON.readTree(digest);
      if (json instanceof ObjectNode object) {
        object.remove("tombstones");
      }
      return json.toString();
    } catch (JsonProcessingException other) {
      return digest;
    }
  }
}
