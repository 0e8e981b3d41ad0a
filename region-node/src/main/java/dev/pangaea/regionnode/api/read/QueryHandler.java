package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.KeyCondition;
import dev.pangaea.regionnode.store.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives the items of one partition key in the order of their sort keys, page by page. */
final class QueryHandler implements Operation {
  private final Expressions expressions;
  private final ItemAccess items;
  private final TargetRows rows;
  private final PageReader pages;

  QueryHandler(Expressions expressions, ItemAccess items, TargetRows rows, PageReader pages) {
    this.expressions = expressions;
    this.items = items;
    this.rows = rows;
    this.pages = pages;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    QueryRequest query = QueryRequest.read(request.body(), expressions);
    ReadRequest read = query.read();
    ReadTarget target = ReadTargets.find(items, read);
    Optional<StartKey> start = read.startKey().map(key -> StartKeys.ofQuery(target, key));
    KeyCondition condition = query.key().apply(target.queried());
    int partitionKeys = target.partitionKey().size();
    List<AttributeValue> partitionKey = condition.equalities().subList(0, partitionKeys);
    KeyRange range = range(target, partitionKey, condition);
    if (start.isPresent()) {
      checkStart(target, condition, range, start.get(), read.startKey().orElseThrow());
      range = range.beyond(start.get().position(), query.forward());
    }
    ReadChecks.ofQuery(target, read);
    if (read.consistent()) {
      rows.checkCaughtUp(target, partitionKey);
    }
    pages.read(
        new PagePlan(
            target,
            rows.ofKey(target, partitionKey, range, query.forward()),
            read,
            TableFetch.of(items, target, read),
            PageCharge.of(items, target, read, TargetRows.place(target, partitionKey)),
            target.keyIsOneRow()),
        listener);
  }

  private static KeyRange range(
      ReadTarget target, List<AttributeValue> partitionKey, KeyCondition condition) {
    List<AttributeValue> equalities = condition.equalities();
    return KeyRanges.of(
        target.partition(partitionKey),
        equalities.subList(partitionKey.size(), equalities.size()),
        condition.range());
  }

  /** Refuses a start key that the query could not have ended a page with. */
  private static void checkStart(
      ReadTarget target, KeyCondition condition, KeyRange range, StartKey start, Item key) {
    if (range.contains(start.position())) {
      return;
    }
    List<AttributeValue> own =
        target.partitionKey().stream()
            .map(attribute -> key.attribute(attribute.name()).orElseThrow())
            .toList();
    boolean sortKeyGiven =
        condition.range().isPresent() || condition.equalities().size() > own.size();
    if (!sortKeyGiven) {
      throw Failure.validation(
              "The provided starting key is outside query boundaries based on provided conditions")
          .refused();
    }
    boolean sortKeyFits = range(target, own, condition).contains(start.position());
    throw Failure.validation(
            sortKeyFits
                ? "The query can return at most one row and cannot be restarted"
                : "The provided starting key does not match the range key predicate")
        .refused();
  }
}
