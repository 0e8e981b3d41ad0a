package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.read.SelectReader;
import dev.pangaea.regionnode.api.read.Selection;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads items by a SELECT, or writes one by another statement. */
final class ExecuteStatementHandler implements Operation {
  private final ItemAccess items;
  private final SelectReader reader;

  ExecuteStatementHandler(ItemAccess items, SelectReader reader) {
    this.items = items;
    this.reader = reader;
  }

  /** The members of a request; null where it says nothing. */
  private record Members(
      StatementRequest statement, Long limit, String nextToken, CapacityDetail detail) {
    static Members read(JsonReader from) {
      StatementRequest statement = new StatementRequest();
      Long limit = null;
      String nextToken = null;
      String detail = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "Limit" -> limit = from.integer("Integer");
          case "NextToken" -> nextToken = from.string();
          case "ReturnConsumedCapacity" -> detail = from.string();
          default -> {
            if (!statement.read(name, from)) {
              from.skip();
            }
          }
        }
      }
      from.end();
      Constraints constraints = new Constraints();
      CapacityDetail.check(constraints, detail);
      statement.check(constraints, "");
      constraints.length("nextToken", nextToken, 1, NextTokens.CHARS_MAX);
      constraints.atLeast("limit", limit, 1);
      constraints.check();
      statement.refuseBadParameters();
      return new Members(statement, limit, nextToken, CapacityDetail.of(detail));
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Members members = Members.read(request.body());
    BoundStatement statement = members.statement.bound(members.statement.parsed());
    switch (statement) {
      case BoundStatement.Select select -> select(members, select, listener);
      case BoundStatement.Exists _ ->
          throw Failure.validation("EXISTS can only be used in ExecuteTransaction write requests.")
              .refused();
      case BoundStatement.Insert _, BoundStatement.Update _, BoundStatement.Delete _ ->
          write(members, statement, listener);
    }
  }

  private void select(Members members, BoundStatement.Select select, Consumer<Reply> listener) {
    NextTokens tokens = new NextTokens(members.statement.text(), members.statement.parameters());
    reader.read(
        new Selection(
            select,
            members.limit == null ? Long.MAX_VALUE : members.limit,
            Optional.ofNullable(members.nextToken).map(tokens::key),
            members.statement.consistent(),
            members.detail,
            tokens::of),
        listener);
  }

  private void write(Members members, BoundStatement statement, Consumer<Reply> listener) {
    StatementWrite write = StatementWrite.of(statement, items.tableToWrite(statement.table()));
    items.write(
        write.table(),
        write.command(),
        outcome -> listener.accept(reply(members, statement.table(), write, outcome)));
  }

  private static Reply reply(
      Members members, String table, StatementWrite write, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Written written) {
      return new Reply.Success(content(members, table, write, written));
    }
    StatementFailure failure =
        StatementFailure.of(outcome, write.inserts(), members.statement.oldOnFailure());
    Optional<EncodedItem> item = failure.item();
    return item.isEmpty()
        ? new Reply.Failed(failure.failure())
        : new Reply.Failed(
            failure.failure(),
            to -> {
              to.writeFieldName("Item");
              AttributeValueWriter.attributes(item.get().decode().attributes(), to);
            });
  }

  private static JsonContent content(
      Members members, String table, StatementWrite write, WriteOutcome.Written written) {
    return to -> {
      Optional<Item> told = write.told(written.before(), written.after());
      to.writeStartObject();
      to.writeArrayFieldStart("Items");
      if (told.isPresent()) {
        AttributeValueWriter.attributes(told.get().attributes(), to);
      }
      to.writeEndArray();
      if (members.detail != CapacityDetail.NONE) {
        write.capacity(table, written).writeMember(members.detail, to);
      }
      to.writeEndObject();
    };
  }
}
