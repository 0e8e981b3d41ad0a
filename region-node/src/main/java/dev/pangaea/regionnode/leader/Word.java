package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.version.RegionName;
import java.util.Optional;

/**
 * What a member has said in what is being taken in; the tombstones hear of it once that counts.
 *
 * <pre>
 *   nothing ──taken──▶ decided ──sent──▶ on its way ──counts──▶ heard
 *      ▲                  └────settled────────┘
 * </pre>
 */
final class Word {
  private final Tombstones tombstones;
  private Optional<Said> said = Optional.empty();

  /**
   * @param record with which it is, once that is on its way
   */
  private record Said(RegionName member, Watermarks watermarks, Optional<RecordId> record) {}

  Word(Tombstones tombstones) {
    this.tombstones = tombstones;
  }

  void taken(RegionName member, Watermarks watermarks) {
    said = Optional.of(new Said(member, watermarks, Optional.empty()));
  }

  /** What was decided last is on its way. */
  void sent(RecordId id) {
    said =
        said.map(
            each ->
                new Said(
                    each.member(), each.watermarks(), each.record().or(() -> Optional.of(id))));
  }

  void counts(RecordId id) {
    said.filter(each -> each.record().equals(Optional.of(id)))
        .ifPresent(each -> tombstones.heard(each.member(), each.watermarks()));
    settled();
  }

  /** Nothing is under way any more. */
  void settled() {
    said = Optional.empty();
  }
}
