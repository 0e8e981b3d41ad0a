package dev.pangaea.simulator.history;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import java.util.Optional;

/** What a region holds after a step, by the rule that the regions go by. */
final class Meeting {
  private Meeting() {}

  /**
   * @param here empty where nothing is known, as at the beginning of a log
   */
  static Optional<ItemState> after(Optional<ItemState> here, Mention mention) {
    return switch (mention.event()) {
      case Mention.Event.Written(Change change, boolean _) -> Optional.of(ItemState.of(change));
      case Mention.Event.TakenIn(Change change, Standing standing) ->
          switch (standing) {
            case REFUSED -> here;
            case NEWER, CONFLICT_WON ->
                Optional.of(here.isEmpty() ? ItemState.of(change) : joined(here, change));
            case CONFLICT_LOST, CONFLICT_MERGED, MERGED ->
                here.map(state -> joined(Optional.of(state), change));
          };
      case Mention.Event.Dropped _ -> Optional.empty();
    };
  }

  private static ItemState joined(Optional<ItemState> here, Change change) {
    return switch (Join.resolve(here, change)) {
      case Resolution.Seen() -> here.orElseThrow();
      case Resolution.Merged(ItemState after) -> after;
      case Resolution.Newer(ItemState after) -> after;
      case Resolution.Conflict(ItemState after, ItemState before, ItemState arrived, var decided) ->
          after;
    };
  }
}
