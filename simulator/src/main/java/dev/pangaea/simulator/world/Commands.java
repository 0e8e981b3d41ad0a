package dev.pangaea.simulator.world;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.Placeholders;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.ItemRule;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.simulator.check.Action;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Edit;
import dev.pangaea.simulator.check.Expectation;
import dev.pangaea.simulator.check.Reply;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What clients ask for as commands, through the expressions that applications write, and outcomes
 * as replies.
 */
final class Commands {
  private static final String UPDATE =
      "SET %s = if_not_exists(%s, :none), %s = :text"
          .formatted(Contents.MET, Contents.TEXT, Contents.TEXT);

  private final Expressions expressions = new Expressions(16);

  WriteCommand command(EncodedKey key, Action action, ConflictPolicy policy) {
    Condition condition = condition(action.expectation());
    return switch (action) {
      case Action.Put(String text, Expectation expectation) ->
          new WriteCommand.PutItem(key, Contents.put(key, text), condition);
      case Action.Delete(Expectation expectation) -> new WriteCommand.DeleteItem(key, condition);
      case Action.Update(String text, Expectation expectation) ->
          new WriteCommand.UpdateItem(
              key,
              Item.of(Map.of(Contents.KEY, string(Contents.name(key)))),
              update(text),
              condition,
              ItemRule.NONE,
              policy);
      case Action.Change(String text, Edit edit, Expectation expectation) ->
          new WriteCommand.UpdateItem(
              key,
              Item.of(Map.of(Contents.KEY, string(Contents.name(key)))),
              update(text, edit),
              condition,
              ItemRule.NONE,
              policy);
      case Action.Check(Expectation expectation) -> new WriteCommand.ConditionCheck(key, condition);
      case Action.Read() -> throw new IllegalArgumentException("a read is no command");
    };
  }

  static Reply reply(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written(var before, var after, var _) -> new Reply.Done(before, after);
      case WriteOutcome.ConditionFailed(var before) -> new Reply.ConditionFailed(before);
      case WriteOutcome.Invalid(String message) ->
          throw new IllegalStateException("nothing that is asked for is invalid: " + message);
      case WriteOutcome.Conflict() -> new Reply.NotTaken();
      case WriteOutcome.Throttled() -> new Reply.NotTaken();
      case WriteOutcome.Unavailable() -> new Reply.NotTaken();
      case WriteOutcome.InDoubt() -> new Reply.InDoubt();
    };
  }

  /** What each operation of a transaction came to. */
  static List<Reply> replies(TransactionOutcome outcome, int operations) {
    return switch (outcome) {
      case TransactionOutcome.Committed(List<WriteOutcome.Written> written) ->
          written.stream().<Reply>map(each -> new Reply.Done(each.before(), each.after())).toList();
      case TransactionOutcome.Repeated() -> Collections.nCopies(operations, new Reply.Repeated());
      case TransactionOutcome.InDoubt() -> Collections.nCopies(operations, new Reply.InDoubt());
      case TransactionOutcome.UnderWay() -> Collections.nCopies(operations, new Reply.InDoubt());
      case TransactionOutcome.Cancelled(List<TransactionOutcome.Verdict> verdicts) ->
          verdicts.stream().map(Commands::reply).toList();
      case TransactionOutcome.Throttled() -> Collections.nCopies(operations, new Reply.NotTaken());
      case TransactionOutcome.Unavailable() ->
          Collections.nCopies(operations, new Reply.NotTaken());
      case TransactionOutcome.TooLarge(long bytes) ->
          throw new IllegalStateException("nothing is large here: " + bytes);
      case TransactionOutcome.TokenOfAnother() ->
          throw new IllegalStateException("no two transactions share a token");
    };
  }

  static List<Reply> replies(ReadOutcome outcome, int operations) {
    return switch (outcome) {
      case ReadOutcome.Read(List<Optional<EncodedItem>> items) ->
          items.stream().<Reply>map(item -> new Reply.Done(item, item)).toList();
      case ReadOutcome.Conflict conflict -> Collections.nCopies(operations, new Reply.NotTaken());
      case ReadOutcome.Throttled() -> Collections.nCopies(operations, new Reply.NotTaken());
      case ReadOutcome.Unavailable() -> Collections.nCopies(operations, new Reply.NotTaken());
      case ReadOutcome.TooLarge(long bytes) ->
          throw new IllegalStateException("nothing is large here: " + bytes);
    };
  }

  /** What a conflict is said to be restored as, by now or before. */
  static Optional<Version> restored(RestoreOutcome outcome) {
    return switch (outcome) {
      case RestoreOutcome.Restored(Version as) -> Optional.of(as);
      case RestoreOutcome.AlreadyRestored(Version as) -> Optional.of(as);
      case RestoreOutcome.NotFound _ -> Optional.empty();
      case RestoreOutcome.Changed _ -> Optional.empty();
      case RestoreOutcome.SideNotSaid _ -> Optional.empty();
      case RestoreOutcome.NothingLost _ -> Optional.empty();
      case RestoreOutcome.Locked _ -> Optional.empty();
      case RestoreOutcome.Unavailable _ -> Optional.empty();
      case RestoreOutcome.InDoubt _ -> Optional.empty();
    };
  }

  private static Reply reply(TransactionOutcome.Verdict verdict) {
    return switch (verdict) {
      case TransactionOutcome.Verdict.ConditionFailed(Optional<EncodedItem> before) ->
          new Reply.ConditionFailed(before);
      case TransactionOutcome.Verdict.Fine() -> new Reply.Cancelled();
      case TransactionOutcome.Verdict.Conflict() -> new Reply.NotTaken();
      case TransactionOutcome.Verdict.Throttled _ -> new Reply.NotTaken();
      case TransactionOutcome.Verdict.Invalid(String message) ->
          throw new IllegalStateException("nothing that is asked for is invalid: " + message);
    };
  }

  private Condition condition(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Anything() -> new Condition.Always();
      case Expectation.Missing() ->
          expressions.condition(
              ExpressionKind.CONDITION,
              "attribute_not_exists(%s)".formatted(Contents.KEY),
              Placeholders.none());
      case Expectation.Text(String text) ->
          expressions.condition(
              ExpressionKind.CONDITION,
              "%s = :text".formatted(Contents.TEXT),
              new Placeholders(Map.of(), Map.of(":text", string(text))));
    };
  }

  private ItemUpdate update(String text) {
    return expressions.update(
        UPDATE, new Placeholders(Map.of(), Map.of(":text", string(text), ":none", string(""))));
  }

  private ItemUpdate update(String text, Edit edit) {
    String rest =
        switch (edit) {
          case Edit.AddNumber _ -> " ADD %s :value".formatted(Contents.NUMBER);
          case Edit.SetNumber _ -> ", %s = :value".formatted(Contents.NUMBER);
          case Edit.RemoveNumber _ -> " REMOVE %s".formatted(Contents.NUMBER);
          case Edit.AddElement _ -> " ADD %s :value".formatted(Contents.SET);
          case Edit.DeleteElement _ -> " DELETE %s :value".formatted(Contents.SET);
        };
    Map<String, AttributeValue> values =
        value(edit)
            .map(value -> Map.of(":text", string(text), ":value", value))
            .orElseGet(() -> Map.of(":text", string(text)));
    return expressions.update(
        "SET %s = :text".formatted(Contents.TEXT) + rest, new Placeholders(Map.of(), values));
  }

  private static Optional<AttributeValue> value(Edit edit) {
    return switch (edit) {
      case Edit.AddNumber(long amount) -> Optional.of(NumberValue.of(amount));
      case Edit.SetNumber(long number) -> Optional.of(NumberValue.of(number));
      case Edit.RemoveNumber() -> Optional.empty();
      case Edit.AddElement(String element) -> Optional.of(set(element));
      case Edit.DeleteElement(String element) -> Optional.of(set(element));
    };
  }

  private static AttributeValue set(String element) {
    return new StringSetValue(new TreeSet<>(List.of(element)));
  }

  private static AttributeValue string(String text) {
    return new StringValue(text);
  }
}
