package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.key;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.Operand;
import dev.pangaea.regionnode.expression.Placeholders;
import dev.pangaea.regionnode.expression.Relation;
import dev.pangaea.regionnode.leader.decide.ItemRule;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A write as a test asks for it, and what it must come to, said without expressions.
 *
 * @param content what no other write leaves in its item, if this one leaves an item
 * @param allowed whether it comes about on the item that it meets
 * @param effect what it then leaves; empty where it changes nothing
 */
record Wish(
    WriteCommand command,
    Optional<String> content,
    Predicate<Optional<EncodedItem>> allowed,
    Function<Optional<EncodedItem>, Optional<Content>> effect) {
  private static final Expressions EXPRESSIONS = new Expressions(16);
  private static final Predicate<Optional<EncodedItem>> ALWAYS = before -> true;

  static Wish put(String key, String content) {
    return new Wish(LeaderFixtures.put(key, content), Optional.of(content), ALWAYS, puts(content));
  }

  static Wish delete(String key) {
    return new Wish(LeaderFixtures.delete(key), Optional.empty(), ALWAYS, Wish::deletes);
  }

  /**
   * @param expected the content that the item must have; empty where it must be missing
   */
  static Wish putIf(String key, String content, Optional<String> expected) {
    return new Wish(
        new WriteCommand.PutItem(key(key), LeaderFixtures.item(content), condition(expected)),
        Optional.of(content),
        has(expected),
        puts(content));
  }

  static Wish deleteIf(String key, Optional<String> expected) {
    return new Wish(
        new WriteCommand.DeleteItem(key(key), condition(expected)),
        Optional.empty(),
        has(expected),
        Wish::deletes);
  }

  /** An update that also keeps the content that it meets. */
  static Wish update(String key, String content) {
    return updateIf(key, content, new Condition.Always(), ALWAYS);
  }

  static Wish updateIf(String key, String content, Optional<String> expected) {
    return updateIf(key, content, condition(expected), has(expected));
  }

  static Wish check(String key, Optional<String> expected) {
    return new Wish(
        new WriteCommand.ConditionCheck(key(key), condition(expected)),
        Optional.empty(),
        has(expected),
        before -> Optional.empty());
  }

  /** An update that no item bears: it counts with a text, or with nothing. */
  static WriteCommand impossible(String key) {
    return new WriteCommand.UpdateItem(
        key(key),
        Item.of(Map.of("k", new StringValue(key))),
        update("SET n = v + :one", Map.of(":one", AttributeValue.NumberValue.of(1))),
        new Condition.Always(),
        ItemRule.NONE);
  }

  private static Wish updateIf(
      String key, String content, Condition condition, Predicate<Optional<EncodedItem>> allowed) {
    ItemUpdate update =
        update(
            "SET was = if_not_exists(v, :none), v = :content",
            Map.of(":none", new StringValue(""), ":content", new StringValue(content)));
    Item keyAttributes = Item.of(Map.of("k", new StringValue(key)));
    return new Wish(
        new WriteCommand.UpdateItem(key(key), keyAttributes, update, condition, ItemRule.NONE),
        Optional.of(content),
        allowed,
        before -> Optional.of(new Content.Present(updated(before, key, content))));
  }

  private static EncodedItem updated(Optional<EncodedItem> before, String key, String content) {
    Map<String, AttributeValue> attributes = new TreeMap<>();
    before
        .map(EncodedItem::decode)
        .ifPresentOrElse(
            item -> attributes.putAll(item.attributes()),
            () -> attributes.put("k", new StringValue(key)));
    attributes.put("was", new StringValue(before.map(LeaderFixtures::content).orElse("")));
    attributes.put("v", new StringValue(content));
    return EncodedItem.of(Item.of(attributes));
  }

  private static Function<Optional<EncodedItem>, Optional<Content>> puts(String content) {
    return before -> Optional.of(new Content.Present(LeaderFixtures.item(content)));
  }

  private static Optional<Content> deletes(Optional<EncodedItem> before) {
    return before.map(item -> new Content.Deleted());
  }

  private static Predicate<Optional<EncodedItem>> has(Optional<String> expected) {
    return before -> before.map(LeaderFixtures::content).equals(expected);
  }

  static Condition condition(Optional<String> expected) {
    DocumentPath content = DocumentPath.of("v");
    return expected.isEmpty()
        ? new Condition.NotExists(content)
        : new Condition.Comparison(
            new Operand.Attribute(content),
            Relation.EQUAL,
            new Operand.Literal(new StringValue(expected.get())));
  }

  private static ItemUpdate update(String text, Map<String, AttributeValue> values) {
    return EXPRESSIONS.update(text, new Placeholders(Map.of(), values));
  }
}
