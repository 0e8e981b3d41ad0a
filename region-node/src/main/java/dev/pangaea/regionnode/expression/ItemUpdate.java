package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an update does to an item: an action at each of some paths that do not overlap. */
public final class ItemUpdate {
  /** Leaves every item as it is. */
  public static final ItemUpdate NOTHING =
      new ItemUpdate(new PathTreeBuilder<UpdateAction>(ExpressionKind.UPDATE).build());

  private final PathTree.Fields<UpdateAction> actions;
  private final Projection touched;

  ItemUpdate(PathTree.Fields<UpdateAction> actions) {
    this.actions = actions;
    this.touched = Projection.to(actions);
  }

  /** The attributes that it changes or looks into to change them, by their names on top. */
  public SortedSet<String> attributes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(actions.children().keySet()));
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
          UpdateSteps.fields(actions, before, before.attributes());
      return new UpdateOutcome.Updated(Item.of(after), touched);
    } catch (RefusedUpdateException refused) {
      return new UpdateOutcome.Refused(refused.getMessage());
    }
  }
}
