package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;

/** A statement of a batch. */
sealed interface BatchMember {
  /** Where its item lies; empty where it never gets to one. */
  default Optional<Place> place(ItemAccess items) {
    return switch (this) {
      case Read read -> Optional.of(items.place(read.found(), read.key()));
      case Write(String _, StatementWrite write, boolean _) ->
          Optional.of(items.place(write.table(), write.command().key()));
      case Refused _ -> Optional.empty();
    };
  }

  /**
   * @param table as the statement names it
   */
  record Read(
      String table,
      TableView found,
      EncodedKey key,
      Optional<Projection> projection,
      boolean consistent)
      implements BatchMember {}

  /**
   * @param table as the statement names it
   */
  record Write(String table, StatementWrite write, boolean oldOnFailure) implements BatchMember {}

  /** It is not executed. */
  record Refused(Failure failure) implements BatchMember {}
}
