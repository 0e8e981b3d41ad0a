package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.expression.partiql.ParsedStatement;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Executes statements side by side, each on its own: all read an item, or all write one. */
final class BatchExecuteStatementHandler implements Operation {
  private static final int STATEMENTS_MAX = 25;

  private final ItemAccess items;
  private final ReadPool pool;

  BatchExecuteStatementHandler(ItemAccess items, ReadPool pool) {
    this.items = items;
    this.pool = pool;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    StatementList list =
        StatementList.read(
            request.body(), "Statements", "BatchStatementRequest", STATEMENTS_MAX, false);
    List<Parsing> parsings = list.statements().stream().map(Parsing::of).toList();
    refuseMixture(parsings);
    List<BatchMember> members = parsings.stream().map(this::member).toList();
    refuseTwice(members);
    if (members.stream().anyMatch(BatchMember.Write.class::isInstance)) {
      new BatchedWrites(members, list.detail(), listener).begin(items);
    } else {
      pool.begin(effort -> BatchedReads.reply(members, list.detail(), items, effort), listener);
    }
  }

  /**
   * A statement, or why it is none.
   *
   * @param statement empty where it is none
   * @param fault empty where it is one
   */
  private record Parsing(
      StatementRequest request, Optional<ParsedStatement> statement, Optional<Failure> fault) {
    static Parsing of(StatementRequest request) {
      try {
        request.refuseBadParameters();
        return new Parsing(request, Optional.of(request.parsed()), Optional.empty());
      } catch (RefusedException refused) {
        return new Parsing(request, Optional.empty(), Optional.of(refused.failure()));
      }
    }
  }

  /** What a statement asks for; one that cannot be executed fails alone. */
  private BatchMember member(Parsing parsing) {
    if (parsing.statement().isEmpty()) {
      return new BatchMember.Refused(parsing.fault().orElseThrow());
    }
    StatementRequest request = parsing.request();
    try {
      ParsedStatement parsed = parsing.statement().get();
      if (parsed.isExists()) {
        throw misplaced();
      }
      BoundStatement statement = request.bound(parsed);
      return switch (statement) {
        case BoundStatement.Select select -> read(request, select);
        case BoundStatement.Exists _ -> throw misplaced();
        case BoundStatement.Insert _, BoundStatement.Update _, BoundStatement.Delete _ ->
            new BatchMember.Write(
                statement.table(),
                StatementWrite.of(statement, items.tableToWrite(statement.table())),
                request.oldOnFailure());
      };
    } catch (RefusedException refused) {
      return new BatchMember.Refused(refused.failure());
    }
  }

  private BatchMember read(StatementRequest request, BoundStatement.Select select) {
    TableView table = items.table(select.table());
    StatementRead read =
        StatementRead.of(select, table)
            .orElseThrow(() -> StatementRead.incomplete("BatchExecuteStatement"));
    ProjectionMembers.check(table, read.projection());
    return new BatchMember.Read(
        select.table(),
        table,
        PrimaryKeys.encoded(table, read.key()),
        read.projection(),
        request.consistent());
  }

  private static RefusedException misplaced() {
    return Failure.validation("EXISTS can only be used in ExecuteTransaction write requests.")
        .refused();
  }

  private static void refuseMixture(List<Parsing> parsings) {
    List<ParsedStatement> parsed =
        parsings.stream().flatMap(parsing -> parsing.statement().stream()).toList();
    if (parsed.stream().anyMatch(ParsedStatement::isSelect)
        && parsed.stream().anyMatch(ParsedStatement::isWrite)) {
      throw Failure.validation(
              "Read and write requests together in the same batch is not supported.")
          .refused();
    }
  }

  private void refuseTwice(List<BatchMember> members) {
    Set<Place> places = new HashSet<>();
    List<Optional<Place>> all = new ArrayList<>();
    members.forEach(member -> all.add(member.place(items)));
    for (Optional<Place> place : all) {
      if (place.isPresent() && !places.add(place.get())) {
        throw Failure.validation("Provided list of item keys contains duplicates").refused();
      }
    }
  }
}
