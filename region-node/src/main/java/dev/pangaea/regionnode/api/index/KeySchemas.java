package dev.pangaea.regionnode.api.index;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A new table's key, checked against the attributes that its maker defines. */
public final class KeySchemas {
  private static final int NAME_CHARS_MAX = 255;
  private static final List<String> TYPES = List.of("B", "N", "S");
  private static final List<String> PARTS = List.of("HASH", "RANGE");

  private KeySchemas() {}

  public static void checkDefinitions(Constraints constraints, List<Named> definitions) {
    String list = "attributeDefinitions";
    constraints.present(list, definitions);
    check(constraints, list, "attributeType", TYPES, definitions);
  }

  public static void checkElements(Constraints constraints, List<Named> elements) {
    checkElements(constraints, "keySchema", elements, 2);
  }

  static void checkElements(
      Constraints constraints, String list, List<Named> elements, int elementsMax) {
    constraints.present(list, elements);
    constraints.size(list, shown(elements), 1, elementsMax);
    check(constraints, list, "keyType", PARTS, elements);
  }

  private static List<String> shown(List<Named> elements) {
    return elements == null
        ? null
        : elements.stream()
            .map(
                element ->
                    "KeySchemaElement(attributeName=%s, keyType=%s)"
                        .formatted(element.name(), element.kind()))
            .toList();
  }

  /** The table's key. Its attributes are all that may be defined, unless it has indexes. */
  public static KeySchema of(List<Named> elements, List<Named> definitions, boolean indexed) {
    List<String> keys = elements.stream().map(Named::name).toList();
    List<String> defined = definitions.stream().map(Named::name).toList();
    if (keys.size() > defined.size()) {
      throw Failure.validation("Invalid KeySchema: Some index key attribute have no definition")
          .refused();
    }
    refuseUndefined(elements, definitions);
    if (defined.stream().distinct().count() < defined.size()) {
      throw Failure.invalidParameter("Duplicate AttributeName in AttributeDefinitions").refused();
    }
    refuseMisordered(elements);
    if (!indexed && keys.size() < defined.size()) {
      throw Failure.invalidParameter(
              "Number of attributes in KeySchema does not exactly match number of attributes"
                  + " defined in AttributeDefinitions")
          .refused();
    }
    Optional<KeyAttribute> sortKey =
        keys.size() > 1 ? Optional.of(attribute(keys.get(1), definitions)) : Optional.empty();
    return new KeySchema(attribute(keys.getFirst(), definitions), sortKey);
  }

  static void refuseUndefined(List<Named> elements, List<Named> definitions) {
    List<String> keys = elements.stream().map(Named::name).toList();
    List<String> defined = definitions.stream().map(Named::name).toList();
    if (!defined.containsAll(keys)) {
      throw Failure.invalidParameter(
              "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                  + keys
                  + ", AttributeDefinitions: "
                  + defined)
          .refused();
    }
  }

  /** Refuses definitions of attributes that are part of no key. */
  public static void refuseUnused(TableSettings table, List<Named> definitions) {
    TreeSet<String> used =
        table.keyAttributes().stream()
            .map(KeyAttribute::name)
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> defined =
        definitions.stream().map(Named::name).collect(Collectors.toCollection(TreeSet::new));
    if (!used.containsAll(defined)) {
      throw Failure.invalidParameter(
              "Some AttributeDefinitions are not used. AttributeDefinitions: %s, keys used: %s"
                  .formatted(defined, used))
          .refused();
    }
  }

  static void refuseMisordered(List<Named> elements) {
    if (elements.stream().map(Named::name).distinct().count() < elements.size()) {
      throw sameName();
    }
    if (!elements.getFirst().kind().equals("HASH")) {
      throw firstIsNoHash();
    }
    if (elements.size() > 1 && !elements.get(1).kind().equals("RANGE")) {
      throw Failure.validation(
              "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
          .refused();
    }
  }

  static RefusedException sameName() {
    return Failure.validation(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name")
        .refused();
  }

  static RefusedException firstIsNoHash() {
    return Failure.validation(
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
        .refused();
  }

  static KeyAttribute attribute(String name, List<Named> definitions) {
    String type =
        definitions.stream()
            .filter(definition -> definition.name().equals(name))
            .map(Named::kind)
            .findFirst()
            .orElseThrow();
    return new KeyAttribute(name, KeyAttribute.Type.valueOf(type));
  }

  private static void check(
      Constraints constraints, String list, String kind, List<String> kinds, List<Named> all) {
    if (all == null) {
      return;
    }
    for (int index = 0; index < all.size(); index++) {
      String member = list + "." + (index + 1) + ".member.";
      Named named = all.get(index);
      constraints.present(member + "attributeName", named.name());
      constraints.length(member + "attributeName", named.name(), 1, NAME_CHARS_MAX);
      constraints.present(member + kind, named.kind());
      constraints.oneOf(member + kind, named.kind(), kinds);
    }
  }
}
