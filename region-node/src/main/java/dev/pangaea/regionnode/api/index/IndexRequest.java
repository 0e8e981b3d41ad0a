package dev.pangaea.regionnode.api.index;

import dev.pangaea.regionnode.api.capacity.CapacityRequest;
import dev.pangaea.regionnode.api.capacity.OnDemandRequest;
import dev.pangaea.regionnode.api.capacity.WarmThroughputRequest;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.WarmThroughput;
import java.util.ArrayList;
import java.util.List;

/**
 * An index as a request describes it; each is null where the request says nothing.
 *
 * @param projectionType null, too, where there is no projection at all
 */
public record IndexRequest(
    String name,
    List<Named> keys,
    boolean projected,
    String projectionType,
    List<String> nonKeyAttributes,
    CapacityRequest.Units units,
    OnDemandRequest maximum,
    WarmThroughputRequest warm) {
  private static final int NAME_CHARS_MIN = 3;
  private static final int NAME_CHARS_MAX = 255;
  private static final int NON_KEY_ATTRIBUTES_MAX = 20;
  private static final String NAME_PATTERN = "[a-zA-Z0-9_.-]+";
  private static final List<String> PROJECTION_TYPES = List.of("ALL", "INCLUDE", "KEYS_ONLY");

  public static List<IndexRequest> list(JsonReader from, String member) {
    List<IndexRequest> indexes = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      from.enterElement(
          member.equals("LocalSecondaryIndexes") ? "LocalSecondaryIndex" : "GlobalSecondaryIndex");
      indexes.add(members(from));
    }
    return indexes;
  }

  /** The index that an action is to create. */
  static IndexRequest created(JsonReader from) {
    from.enterStructure("CreateGlobalSecondaryIndexAction");
    return members(from);
  }

  private static IndexRequest members(JsonReader from) {
    String indexName = null;
    List<Named> keys = null;
    boolean projected = false;
    String projectionType = null;
    List<String> nonKeyAttributes = null;
    CapacityRequest.Units units = null;
    OnDemandRequest maximum = null;
    WarmThroughputRequest warm = null;
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "IndexName" -> indexName = from.string();
        case "KeySchema" -> keys = KeySchemaReader.elements(from);
        case "Projection" -> {
          projected = true;
          projectionType = null;
          nonKeyAttributes = null;
          from.enterStructure("Projection");
          for (String part = from.nextMember(); part != null; part = from.nextMember()) {
            switch (part) {
              case "ProjectionType" -> projectionType = from.string();
              case "NonKeyAttributes" -> nonKeyAttributes = from.strings();
              default -> from.skip();
            }
          }
        }
        case "ProvisionedThroughput" -> units = CapacityRequest.Units.read(from);
        case "OnDemandThroughput" -> maximum = OnDemandRequest.read(from);
        case "WarmThroughput" -> warm = WarmThroughputRequest.read(from);
        default -> from.skip();
      }
    }
    return new IndexRequest(
        indexName, keys, projected, projectionType, nonKeyAttributes, units, maximum, warm);
  }

  /**
   * @param member where the request has it
   * @param keysMax how many key attributes it may have
   */
  void check(Constraints constraints, String member, int keysMax) {
    KeySchemas.checkElements(constraints, member + ".keySchema", keys, keysMax);
    constraints.present(member + ".projection", projected ? this : null);
    constraints.oneOf(member + ".projection.projectionType", projectionType, PROJECTION_TYPES);
    constraints.size(
        member + ".projection.nonKeyAttributes", nonKeyAttributes, 1, NON_KEY_ATTRIBUTES_MAX);
    checkName(constraints, member, name);
    if (units != null) {
      units.check(constraints, member + ".provisionedThroughput");
    }
  }

  /** What it is to serve at once, with a capacity. */
  WarmThroughput warm(Capacity capacity) {
    return warm == null ? WarmThroughput.NONE : warm.checkedNew(capacity, "index " + name);
  }

  /** Its maximum on demand. */
  Capacity onDemand() {
    return maximum == null
        ? new Capacity.OnDemand()
        : new Capacity.OnDemand(maximum.checkedNew("index : " + name));
  }

  public static void checkName(Constraints constraints, String member, String name) {
    constraints.present(member + ".indexName", name);
    checkForm(constraints, member + ".indexName", name);
  }

  public static void checkForm(Constraints constraints, String member, String name) {
    constraints.matches(member, name, name != null && name.matches(NAME_PATTERN), NAME_PATTERN);
    constraints.length(member, name, NAME_CHARS_MIN, NAME_CHARS_MAX);
  }
}
