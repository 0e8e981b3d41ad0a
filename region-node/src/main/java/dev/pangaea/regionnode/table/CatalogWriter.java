package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes this region's catalog entries, through the catalog's leader like any item. After a write
 * in doubt the catalog may still come to say otherwise than it does, so nothing more is written,
 * and nothing must be decided, until that write is {@link #settled}. Confined to the lifecycle's
 * thread.
 */
final class CatalogWriter {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogWriter.class);

  private final Leaders leaders;
  private final Runnable onSettled;
  private Optional<Doubt> doubt = Optional.empty();

  /**
   * @param asked what became of a question that was put to the leader after the write
   */
  private record Doubt(EncodedKey key, CompletableFuture<WriteOutcome> asked) {}

  /**
   * @param onSettled called on the leader's thread, or the caller's, once a doubt has gone
   */
  CatalogWriter(Leaders leaders, Runnable onSettled) {
    this.leaders = leaders;
    this.onSettled = onSettled;
  }

  /**
   * Blocks, for seconds at most, until the entry counts and the catalog knows it; false if it does
   * not or that is not known.
   */
  boolean write(CatalogEntry entry) {
    return write(
        entry, key -> new WriteCommand.PutItem(key, EncodedItem.of(CatalogEntryCodec.item(entry))));
  }

  /** Takes an entry out of the catalog, as {@link #write} puts one into it. */
  boolean forget(CatalogEntry entry) {
    return write(entry, WriteCommand.DeleteItem::new);
  }

  private boolean write(CatalogEntry entry, Function<EncodedKey, WriteCommand> command) {
    if (!settled()) {
      return false;
    }
    EncodedKey key = CatalogEntryCodec.key(entry.table(), entry.region());
    CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
    leaders.write(PartitionId.CATALOG, command.apply(key), outcome::complete);
    return switch (outcome.join()) {
      case WriteOutcome.Written _ -> true;
      case WriteOutcome.InDoubt _ -> {
        LOG.warn("{}: whether the entry of {} counts is in doubt", entry.region(), entry.table());
        doubt = Optional.of(ask(key));
        yield false;
      }
      case WriteOutcome.ConditionFailed _,
          WriteOutcome.Invalid _,
          WriteOutcome.Conflict _,
          WriteOutcome.Throttled _,
          WriteOutcome.Unavailable _ ->
          false;
    };
  }

  /** Whether the catalog knows of every write that came to count, and no other one ever will. */
  boolean settled() {
    if (doubt.isPresent() && doubt.get().asked().isDone()) {
      Doubt last = doubt.get();
      doubt = isDecided(last.asked().join()) ? Optional.empty() : Optional.of(ask(last.key()));
    }
    return doubt.isEmpty();
  }

  /**
   * A leader has one record under way at a time and decides nothing before it knows what became of
   * the last one. So whatever it decides after a write tells that the write is settled.
   */
  private Doubt ask(EncodedKey key) {
    CompletableFuture<WriteOutcome> asked = new CompletableFuture<>();
    leaders.write(
        PartitionId.CATALOG,
        new WriteCommand.ConditionCheck(key),
        outcome -> {
          asked.complete(outcome);
          if (isDecided(outcome)) {
            onSettled.run();
          }
        });
    return new Doubt(key, asked);
  }

  private static boolean isDecided(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written _, WriteOutcome.ConditionFailed _, WriteOutcome.Invalid _ -> true;
      case WriteOutcome.InDoubt _,
          WriteOutcome.Conflict _,
          WriteOutcome.Throttled _,
          WriteOutcome.Unavailable _ ->
          false;
    };
  }
}
