package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.Version;
import java.util.Optional;

/**
 * What an index of a global table is to be, by its name. Of all statements about an index the
 * latest holds, in every region.
 *
 * @param shape empty if there is to be none
 * @param version when it was said, and where
 */
record IndexStatement(Optional<IndexShape> shape, Version version) {
  IndexStatement later(IndexStatement other) {
    return other.version.compareTo(version) > 0 ? other : this;
  }
}
