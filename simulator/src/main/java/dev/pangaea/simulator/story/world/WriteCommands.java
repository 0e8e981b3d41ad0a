package dev.pangaea.simulator.story.world;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Placeholders;
import dev.pangaea.regionnode.leader.decide.ItemRule;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.story.Expression;
import dev.pangaea.simulator.story.Story;
import dev.pangaea.simulator.story.Write;
import java.util.Map;
import java.util.TreeMap;

/** A story's writes as leaders take them, through the real expressions. */
final class WriteCommands {
  private final Expressions expressions = new Expressions(16);
  private final ConflictPolicy policy;

  /**
   * @param policy of the table
   */
  WriteCommands(ConflictPolicy policy) {
    this.policy = policy;
  }

  WriteCommand command(Write write) {
    EncodedKey key = Contents.key(write.key());
    Condition condition = condition(write.condition());
    return switch (write) {
      case Write.Put(String name, Item item, Expression expected) ->
          new WriteCommand.PutItem(key, EncodedItem.of(withKey(name, item)), condition);
      case Write.Update(String name, Expression update, Expression expected) ->
          new WriteCommand.UpdateItem(
              key,
              withKey(name, Item.EMPTY),
              expressions.update(update.text(), placeholders(update)),
              condition,
              ItemRule.NONE,
              policy);
      case Write.Delete(String name, Expression expected) ->
          new WriteCommand.DeleteItem(key, condition);
      case Write.Check(String name, Expression expected) ->
          new WriteCommand.ConditionCheck(key, condition);
    };
  }

  private Condition condition(Expression expression) {
    return expression.isNone()
        ? new Condition.Always()
        : expressions.condition(
            ExpressionKind.CONDITION, expression.text(), placeholders(expression));
  }

  private static Placeholders placeholders(Expression expression) {
    return new Placeholders(expression.names(), expression.values());
  }

  private static Item withKey(String key, Item item) {
    Map<String, AttributeValue> attributes = new TreeMap<>(item.attributes());
    attributes.put(Story.KEY, new StringValue(key));
    return Item.of(attributes);
  }
}
