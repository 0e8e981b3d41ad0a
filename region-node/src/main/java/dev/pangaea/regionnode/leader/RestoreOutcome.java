package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.version.Version;
import java.util.Optional;

/** What became of a request to restore one of a conflict's writes. */
public sealed interface RestoreOutcome {
  /** It counts, as a new write of this version. */
  record Restored(Version as) implements RestoreOutcome {}

  /** The conflict was restored before, as this version: nothing is written. */
  record AlreadyRestored(Version as) implements RestoreOutcome {}

  /** The ledger holds no such conflict, or none any more. */
  record NotFound() implements RestoreOutcome {}

  /** The item is not what it is expected to be: nothing is written. @param now what it is */
  record Changed(Optional<Version> now) implements RestoreOutcome {}

  /** Both of the conflict's writes hold in part, and which is meant was not said. */
  record SideNotSaid() implements RestoreOutcome {}

  /** The conflict lost nothing: there is nothing to restore. */
  record NothingLost() implements RestoreOutcome {}

  /** A transaction holds the item: nothing is written. */
  record Locked() implements RestoreOutcome {}

  /** It was not taken in and never will be. */
  record Unavailable() implements RestoreOutcome {}

  /** It may or may not come to count; asked again, it is restored once. */
  record InDoubt() implements RestoreOutcome {}
}
