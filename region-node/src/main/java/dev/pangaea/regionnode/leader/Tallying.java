package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Resolution;
import java.util.Optional;

/** Counts how the changes of one delivery stood to the items that they met. */
final class Tallying {
  private int applied;
  private int newerHere;
  private int duplicates;
  private int conflictsWon;
  private int conflictsLost;
  private int refused;

  void refused() {
    refused++;
  }

  void count(Resolution resolution, Optional<ItemState> current, Change change) {
    switch (resolution) {
      case Resolution.Seen() -> {
        if (current.isPresent() && current.get().version().equals(change.version())) {
          duplicates++;
        } else {
          newerHere++;
        }
      }
      case Resolution.Merged(ItemState after) -> newerHere++;
      case Resolution.Newer(ItemState after) -> applied++;
      case Resolution.Conflict conflict -> {
        switch (conflict.decided()) {
          case ARRIVED_WON, MERGED -> conflictsWon++;
          case ARRIVED_LOST -> conflictsLost++;
        }
      }
    }
  }

  DeliveryOutcome.Tally tally() {
    return new DeliveryOutcome.Tally(
        applied, newerHere, duplicates, conflictsWon, conflictsLost, refused);
  }
}
