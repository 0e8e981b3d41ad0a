package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.resolve.Resolution;
import java.util.Optional;

/** How a resolution is called in the log. */
final class Standings {
  private Standings() {}

  /** Empty for a change that was seen before: it is not logged. */
  static Optional<Standing> of(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Seen seen -> Optional.empty();
      case Resolution.Merged merged -> Optional.of(Standing.MERGED);
      case Resolution.Newer newer -> Optional.of(Standing.NEWER);
      case Resolution.Conflict conflict ->
          Optional.of(
              switch (conflict.decided()) {
                case ARRIVED_WON -> Standing.CONFLICT_WON;
                case ARRIVED_LOST -> Standing.CONFLICT_LOST;
                case MERGED -> Standing.CONFLICT_MERGED;
              });
    };
  }
}
