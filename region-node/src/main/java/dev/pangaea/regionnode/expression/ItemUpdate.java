package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What an update does to an item: an action at each of some paths that do not overlap. */
public final class ItemUpdate {
  /** Leaves every item as it is. */
  public static final ItemUpdate NOTHING = ofAttributes(Map.of(), "");

  private final PathTree.Fields<UpdateAction> actions;
  private final Projection touched;
  private final List<DocumentPath> paths;
  private final String wrongType;

  /**
   * @param paths where it looks and what it changes
   * @param wrongType what to say where a value cannot be added to, or taken from, the one there
   */
  ItemUpdate(
      PathTree.Fields<UpdateAction> actions,
      Projection touched,
      List<DocumentPath> paths,
      String wrongType) {
    this.actions = actions;
    this.touched = touched;
    this.paths = paths;
    this.wrongType = wrongType;
  }

  /**
   * Changes attributes as wholes.
   *
   * @param wrongType what to say where a value cannot be added to, or taken from, the one there
   */
  public static ItemUpdate ofAttributes(Map<String, AttributeChange> changes, String wrongType) {
    PathTreeBuilder<UpdateAction> actions = new PathTreeBuilder<>();
    changes.forEach((attribute, change) -> actions.add(DocumentPath.of(attribute), action(change)));
    List<DocumentPath> paths = changes.keySet().stream().map(DocumentPath::of).toList();
    return new ItemUpdate(actions.build(), Projection.of(paths), paths, wrongType);
  }

  /** The attributes that it changes, as wholes or in part, by their names on top of the item. */
  public SortedSet<String> attributes() {
    return touched.attributes();
  }

  /**
   * What it adds to attributes on top of the item, or takes from sets there; nothing of those that
   * it changes as wholes, or within.
   */
  public SortedMap<String, AttributeChange> additions() {
    TreeMap<String, AttributeChange> additions = new TreeMap<>();
    actions
        .children()
        .forEach(
            (name, child) -> {
              if (child instanceof PathTree.End<UpdateAction>(UpdateAction action)) {
                switch (action) {
                  case UpdateAction.Assign _, UpdateAction.Remove _ -> {}
                  case UpdateAction.Add(AttributeValue value) ->
                      additions.put(name, new AttributeChange.Add(value));
                  case UpdateAction.Delete(AttributeValue elements) ->
                      additions.put(name, new AttributeChange.Delete(elements));
                }
              }
            });
    return additions;
  }

  /** What it changes, and where it looks. */
  public List<DocumentPath> paths() {
    return paths;
  }

  /** What of an item belongs to the updated attributes. */
  public Projection touched() {
    return touched;
  }

  /**
   * Every operand is taken from the item as it was.
   *
   * @param before for a missing item, one of its key attributes only
   */
  public UpdateOutcome apply(Item before) {
    try {
      SortedMap<String, AttributeValue> after =
          new UpdateSteps(before, wrongType).fields(actions, before.attributes());
      return new UpdateOutcome.Updated(Item.of(after), touched);
    } catch (RefusedUpdateException refused) {
      return new UpdateOutcome.Refused(refused.getMessage());
    }
  }

  private static UpdateAction action(AttributeChange change) {
    return switch (change) {
      case AttributeChange.Put(AttributeValue value) ->
          new UpdateAction.Assign(new UpdateOperand.Literal(value));
      case AttributeChange.Remove() -> new UpdateAction.Remove();
      case AttributeChange.Add(AttributeValue value) -> new UpdateAction.Add(value);
      case AttributeChange.Delete(AttributeValue elements) -> new UpdateAction.Delete(elements);
    };
  }
}
