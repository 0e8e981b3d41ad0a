package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.item.Nesting;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.expression.UpdateOutcome;
import java.util.Optional;

/** What a write command comes to, given the item that it meets. */
public sealed interface WriteDecision {
  String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  /**
   * @param before the item that was visible
   * @param after what the next command at this key meets
   */
  record Changed(Change change, Optional<EncodedItem> before, CurrentItem after)
      implements WriteDecision {}

  /** The write has come about and changes nothing, as when a missing item is deleted. */
  record Unchanged(Optional<EncodedItem> item) implements WriteDecision {}

  record ConditionFailed(Optional<EncodedItem> before) implements WriteDecision {}

  /**
   * The update cannot be made on this item.
   *
   * @param message in DynamoDB's words
   */
  record Invalid(String message) implements WriteDecision {}

  /**
   * @param version above the current item's version, and above all that this region has seen
   */
  static WriteDecision decide(CurrentItem current, WriteCommand command, Version version) {
    if (!holds(command.condition(), current)) {
      return new ConditionFailed(current.visible());
    }
    return switch (command) {
      case WriteCommand.PutItem(EncodedKey key, EncodedItem item, Condition condition) ->
          whole(current, key, version, new Content.Present(item), Optional.empty());
      case WriteCommand.DeleteItem(EncodedKey key, Condition condition) ->
          current.visible().isEmpty()
              ? new Unchanged(Optional.empty())
              : whole(current, key, version, new Content.Deleted(), Optional.of(Item.EMPTY));
      case WriteCommand.UpdateItem update -> update(current, update, version);
      case WriteCommand.ConditionCheck check -> new Unchanged(current.visible());
    };
  }

  /** Looks at the item only if there is something to look for. */
  private static boolean holds(Condition condition, CurrentItem current) {
    return condition instanceof Condition.Always || condition.holds(current.attributes());
  }

  private static WriteDecision update(
      CurrentItem current, WriteCommand.UpdateItem command, Version version) {
    Item before = current.visible().isPresent() ? current.attributes() : command.keyAttributes();
    return switch (command.update().apply(before)) {
      case UpdateOutcome.Refused(String message) -> new Invalid(message);
      case UpdateOutcome.Updated(Item after, Projection touched) -> {
        Optional<String> complaint = complaint(after, command.rule());
        if (complaint.isPresent()) {
          yield new Invalid(complaint.get());
        }
        Content content = new Content.Present(EncodedItem.of(after));
        yield switch (command.policy()) {
          case LAST_WRITER_WINS ->
              whole(current, command.key(), version, content, Optional.of(after));
          case ATTRIBUTE_LAST_WRITER_WINS, MERGEABLE -> {
            Stamps stamps = Touches.stamps(current, command, version, after);
            Context context = current.seen().with(version);
            Change change = new Change(command.key(), version, context, content, stamps);
            yield changed(current, change, Optional.of(after));
          }
        };
      }
    };
  }

  private static Optional<String> complaint(Item after, ItemRule rule) {
    if (Nesting.tooDeep(after)) {
      return Optional.of(TOO_DEEP);
    }
    if (ItemSize.aboveMax(after)) {
      return Optional.of(UpdateOutcome.TOO_LARGE);
    }
    return rule.complaint(after);
  }

  private static Changed whole(
      CurrentItem current,
      EncodedKey key,
      Version version,
      Content content,
      Optional<Item> decoded) {
    return changed(current, current.replaced(key, version, content), decoded);
  }

  private static Changed changed(CurrentItem current, Change change, Optional<Item> decoded) {
    return new Changed(change, current.visible(), CurrentItem.of(ItemState.of(change), decoded));
  }
}
