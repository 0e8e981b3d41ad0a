package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.transact.JointReads;
import dev.pangaea.regionnode.api.transact.JointWrites;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.expression.partiql.ParsedStatement;
import dev.pangaea.regionnode.table.TableView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes one transaction of statements that all read one item each, or all write or check one. */
final class ExecuteTransactionHandler implements Operation {
  private static final int STATEMENTS_MAX = 100;
  private static final JsonContent NO_RESPONSES =
      to -> {
        to.writeArrayFieldStart("Responses");
        to.writeEndArray();
      };

  private final ItemAccess items;
  private final JointReads reads;
  private final JointWrites writes;

  ExecuteTransactionHandler(ItemAccess items, JointReads reads, JointWrites writes) {
    this.items = items;
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    StatementList list =
        StatementList.read(
            request.body(), "TransactStatements", "ParameterizedStatement", STATEMENTS_MAX, true);
    list.statements().forEach(StatementRequest::refuseBadParameters);
    List<ParsedStatement> parsed = new ArrayList<>();
    for (int index = 0; index < list.statements().size(); index++) {
      parsed.add(told(index, list.statements().get(index)::parsed));
    }
    long selects = parsed.stream().filter(ParsedStatement::isSelect).count();
    if (selects > 0 && selects < parsed.size()) {
      throw Failure.validation(
              "ExecuteTransaction API does not support both read and write operations in the same"
                  + " request.")
          .refused();
    }
    List<BoundStatement> bound = new ArrayList<>();
    for (int index = 0; index < parsed.size(); index++) {
      StatementRequest statement = list.statements().get(index);
      ParsedStatement each = parsed.get(index);
      bound.add(told(index, () -> checked(statement.bound(each))));
    }
    if (selects > 0) {
      read(list, bound, listener);
    } else {
      write(list, bound, listener);
    }
  }

  private void read(StatementList list, List<BoundStatement> bound, Consumer<Reply> listener) {
    List<StatementRead> each = new ArrayList<>();
    for (int index = 0; index < bound.size(); index++) {
      BoundStatement.Select select = (BoundStatement.Select) bound.get(index);
      TableView table = items.table(select.table());
      each.add(
          told(
              index,
              () ->
                  StatementRead.of(select, table)
                      .orElseThrow(() -> StatementRead.incomplete("ExecuteTransaction"))));
    }
    reads.read(each, list.detail(), listener);
  }

  private void write(StatementList list, List<BoundStatement> bound, Consumer<Reply> listener) {
    List<TransactedStatement> each = new ArrayList<>();
    List<TableView> tables = new ArrayList<>();
    for (int index = 0; index < bound.size(); index++) {
      BoundStatement statement = bound.get(index);
      TableView table = items.tableToWrite(statement.table());
      boolean oldOnFailure = list.statements().get(index).oldOnFailure();
      tables.add(table);
      each.add(told(index, () -> TransactedStatement.of(statement, table, oldOnFailure)));
    }
    writes.write(
        new JointWrites.Asked(
            each,
            Optional.ofNullable(list.token()).map(token -> new ClientToken(token, hash(list))),
            list.detail(),
            false,
            Optional.of(NO_RESPONSES)),
        tables,
        listener);
  }

  /** What no transaction takes, whatever the table. */
  private static BoundStatement checked(BoundStatement statement) {
    switch (statement) {
      case BoundStatement.Select select when select.index().isPresent() ->
          throw Failure.validation("Reads on indices are not supported within transactions.")
              .refused();
      case BoundStatement.Exists(BoundStatement.Select select) when select.index().isPresent() ->
          throw Failure.validation("Operations on indices are not supported in transactions")
              .refused();
      case BoundStatement.Update update when update.returning().isPresent() -> throw returning();
      case BoundStatement.Delete delete when delete.returning().isPresent() -> throw returning();
      case BoundStatement _ -> {}
    }
    return statement;
  }

  private static RuntimeException returning() {
    return Failure.validation("RETURNING clause is not supported in ExecuteTransaction.").refused();
  }

  private interface Reading<T> {
    T read();
  }

  /** Says of a refusal which statement it is about. */
  private static <T> T told(int index, Reading<T> reading) {
    try {
      return reading.read();
    } catch (RefusedException refused) {
      throw Failure.validation(
              "Validation failed in TransactStatements[%d]: %s"
                  .formatted(index, refused.failure().message().orElse("")))
          .refused();
    }
  }

  private static Bytes hash(StatementList list) {
    ByteWriter to = new ByteWriter(1024);
    list.statements().forEach(statement -> statement.fingerprint(to));
    try {
      return Bytes.owning(MessageDigest.getInstance("SHA-256").digest(to.written().toArray()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
