package dev.pangaea.regionnode.api.index;

import dev.pangaea.regionnode.api.capacity.CapacityRequest;
import dev.pangaea.regionnode.api.capacity.OnDemandRequest;
import dev.pangaea.regionnode.api.capacity.WarmThroughputRequest;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.IndexUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what is to become of a table's global indexes. */
public final class IndexUpdatesReader {
  /** The actions of one element of the list; each null where there is none. */
  public record Element(IndexRequest create, Update update, Delete delete) {
    private long actions() {
      return Stream.of(create, update, delete).filter(Objects::nonNull).count();
    }
  }

  record Update(
      String index,
      CapacityRequest.Units units,
      OnDemandRequest maximum,
      WarmThroughputRequest warm) {
    IndexUpdate checked() {
      if (warm != null && warm.isEmpty()) {
        throw Failure.invalidParameter(
                "WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: "
                    + index)
            .refused();
      }
      return new IndexUpdate.Update(
          index,
          Optional.ofNullable(units).map(CapacityRequest.Units::checked),
          Optional.ofNullable(maximum)
              .filter(request -> !request.isEmpty())
              .map(request -> request.checkedChange("index : " + index)),
          Optional.ofNullable(warm).map(WarmThroughputRequest::asked));
    }
  }

  record Delete(String index) {}

  private IndexUpdatesReader() {}

  public static List<Element> read(JsonReader from) {
    List<Element> elements = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      elements.add(element(from));
    }
    return elements;
  }

  private static Element element(JsonReader from) {
    IndexRequest create = null;
    Update update = null;
    Delete delete = null;
    from.enterElement("GlobalSecondaryIndexUpdate");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Create" -> create = IndexRequest.created(from);
        case "Update" -> update = update(from);
        case "Delete" -> delete = delete(from);
        default -> from.skip();
      }
    }
    return new Element(create, update, delete);
  }

  private static Update update(JsonReader from) {
    String index = null;
    CapacityRequest.Units units = null;
    OnDemandRequest maximum = null;
    WarmThroughputRequest warm = null;
    from.enterStructure("UpdateGlobalSecondaryIndexAction");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "IndexName" -> index = from.string();
        case "ProvisionedThroughput" -> units = CapacityRequest.Units.read(from);
        case "OnDemandThroughput" -> maximum = OnDemandRequest.read(from);
        case "WarmThroughput" -> warm = WarmThroughputRequest.read(from);
        default -> from.skip();
      }
    }
    return new Update(index, units, maximum, warm);
  }

  private static Delete delete(JsonReader from) {
    String index = null;
    from.enterStructure("DeleteGlobalSecondaryIndexAction");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("IndexName")) {
        index = from.string();
      } else {
        from.skip();
      }
    }
    return new Delete(index);
  }

  public static void check(Constraints constraints, List<Element> elements) {
    for (int index = 0; elements != null && index < elements.size(); index++) {
      String member = "globalSecondaryIndexUpdates." + (index + 1) + ".member.";
      Element element = elements.get(index);
      if (element.update != null) {
        IndexRequest.checkName(constraints, member + "update", element.update.index);
        if (element.update.units != null) {
          element.update.units.check(constraints, member + "update.provisionedThroughput");
        }
      }
      if (element.create != null) {
        element.create.check(constraints, member + "create", IndexShapes.GLOBAL_KEYS_MAX);
      }
      if (element.delete != null) {
        IndexRequest.checkName(constraints, member + "delete", element.delete.index);
      }
    }
  }

  /**
   * What the elements ask for.
   *
   * @param definitions null where the request has none
   */
  public static List<IndexUpdate> updates(List<Element> elements, List<Named> definitions) {
    elements.forEach(IndexUpdatesReader::refuseUnlessOneAction);
    List<IndexUpdate> updates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Element element : elements) {
      IndexUpdate update = update(element, definitions);
      if (!names.add(update.index())) {
        throw Failure.invalidParameter(
                "Only one global secondary index update per index is allowed simultaneously. Index: "
                    + update.index())
            .refused();
      }
      updates.add(update);
    }
    return updates;
  }

  private static void refuseUnlessOneAction(Element element) {
    if (element.actions() == 0) {
      throw Failure.invalidParameter(
              "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                  + " GlobalSecondaryIndexUpdate.Delete must not be null")
          .refused();
    }
    if (element.actions() > 1) {
      throw Failure.invalidParameter(
              "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate"
                  + " object")
          .refused();
    }
  }

  private static IndexUpdate update(Element element, List<Named> definitions) {
    if (element.create != null) {
      return IndexShapes.added(element.create, definitions);
    }
    return element.update != null
        ? element.update.checked()
        : new IndexUpdate.Delete(element.delete.index);
  }

  /** Whether indexes are made or deleted, and not only changed. */
  public static boolean structural(List<Element> elements) {
    return elements != null && elements.stream().anyMatch(element -> element.update == null);
  }
}
