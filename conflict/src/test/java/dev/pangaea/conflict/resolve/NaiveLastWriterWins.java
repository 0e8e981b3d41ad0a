package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.Context;
import java.util.Optional;

/**
 * What {@link Join} is where one write accounts for each item: of two concurrent writes the higher
 * version wins, whole item, as DynamoDB's global tables do. The outcome is a join: it depends on
 * which changes came, never on their order or number. (DESIGN.md, section 4.)
 */
final class NaiveLastWriterWins {
  private NaiveLastWriterWins() {}

  static Resolution resolve(Optional<ItemState> current, Change incoming) {
    if (current.isEmpty()) {
      return new Resolution.Newer(ItemState.of(incoming));
    }
    ItemState here = current.get();
    Context merged = here.context().merge(incoming.context());
    if (here.context().covers(incoming.version())) {
      return merged.equals(here.context())
          ? new Resolution.Seen()
          : new Resolution.Merged(new ItemState(here.version(), merged, here.content()));
    }
    ItemState arriving = new ItemState(incoming.version(), merged, incoming.content());
    if (incoming.context().covers(here.version())) {
      return new Resolution.Newer(arriving);
    }
    boolean incomingWon = incoming.version().compareTo(here.version()) > 0;
    ItemState after =
        incomingWon ? arriving : new ItemState(here.version(), merged, here.content());
    return new Resolution.Conflict(
        after,
        here,
        ItemState.of(incoming),
        incomingWon ? Decided.ARRIVED_WON : Decided.ARRIVED_LOST);
  }
}
