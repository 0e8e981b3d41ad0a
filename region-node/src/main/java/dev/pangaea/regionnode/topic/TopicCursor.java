package dev.pangaea.regionnode.topic;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far the topic's partition has all that a table's streams tell of one partition. The streams
 * that there were one after the other, also of an earlier table of the name, are told to their
 * ends, oldest first.
 *
 * @param next nothing before it is wanted any more; empty if it begins with the oldest that there
 *     is
 * @param begun whether the topic has, or had, something of the partition
 * @param gap whether changes may be missing between what was told last and what comes next
 */
public record TopicCursor(Optional<ChangePosition> next, boolean begun, boolean gap) {
  /** Of a topic that is new: it begins with the oldest record that there is still. */
  public static final TopicCursor NEW = new TopicCursor(Optional.empty(), false, false);

  /** Of a topic that has lost all that it had: it begins so too, and lacks what is gone. */
  public static final TopicCursor EMPTIED = new TopicCursor(Optional.empty(), true, false);

  /** Of a topic of which nothing is known: it begins so too, but may lack something. */
  public static final TopicCursor LOST = new TopicCursor(Optional.empty(), true, true);

  /** The order in which shards of one partition follow each other. */
  public static final Comparator<Shard> ORDER =
      Comparator.<Shard>comparingInt(shard -> shard.id().stream().storeNumber())
          .thenComparing(Shard::start);

  /**
   * Where to read.
   *
   * @param skips whether there may have been changes since what was told before that no stream
   *     tells: the table had none for a while, or nothing is left of the table that it was
   */
  public record Place(ShardId shard, StreamPosition from, boolean skips) {}

  public static TopicCursor at(ChangePosition next) {
    return new TopicCursor(Optional.of(next), true, false);
  }

  /**
   * @param shards of one partition, in their {@link #ORDER}
   */
  public Optional<Place> place(List<Shard> shards) {
    for (Shard shard : shards) {
      StreamPosition from = from(shard);
      boolean over = shard.end().filter(end -> from.compareTo(end) >= 0).isPresent();
      if (!isPast(shard) && !(over && next.isPresent() && isOf(shard))) {
        return Optional.of(new Place(shard.id(), from, skips(shard, shards)));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it is a place in logs that are not these, as of a region that was made anew over topics
   * of another one: it would pass over what there is now.
   *
   * @param newest the number in the store that the table has now
   */
  public boolean isForeign(List<Shard> shards, int newest) {
    return next.filter(at -> at.storeNumber() > newest || contradicts(at, shards)).isPresent();
  }

  /** A place within a stream that is not its own. */
  private static boolean contradicts(ChangePosition at, List<Shard> shards) {
    return shards.stream()
        .filter(shard -> shard.id().stream().storeNumber() == at.storeNumber())
        .filter(shard -> shard.id().stream().sinceMillis() != at.sinceMillis())
        .filter(shard -> shard.start().compareTo(at.position()) < 0)
        .anyMatch(shard -> shard.end().filter(end -> end.compareTo(at.position()) <= 0).isEmpty());
  }

  /** Everything before a position was read, and told if it is a change. */
  public TopicCursor read(Place place, StreamPosition upTo) {
    return new TopicCursor(Optional.of(position(place, upTo)), begun, gap || place.skips());
  }

  /** What was wanted next is there no more; a topic that is new begins where it can. */
  public TopicCursor trimmed(Place place, StreamPosition oldest) {
    boolean missing = gap || begun || next.isPresent();
    return new TopicCursor(Optional.of(position(place, oldest)), begun, missing);
  }

  /** Those that come next follow on those that were told. */
  public TopicCursor told() {
    return new TopicCursor(next, true, false);
  }

  private static ChangePosition position(Place place, StreamPosition position) {
    StreamId stream = place.shard().stream();
    return new ChangePosition(stream.storeNumber(), stream.sinceMillis(), position);
  }

  private StreamPosition from(Shard shard) {
    return isOf(shard) ? shard.start().max(next.orElseThrow().position()) : shard.start();
  }

  private boolean skips(Shard shard, List<Shard> shards) {
    return isOf(shard)
        ? next.orElseThrow().position().compareTo(shard.start()) < 0
        : next.isPresent() && shards.stream().noneMatch(this::isOf);
  }

  private boolean isOf(Shard shard) {
    return next.filter(at -> at.storeNumber() == shard.id().stream().storeNumber()).isPresent();
  }

  /** Whether it is in a later table. */
  public boolean isPast(Shard shard) {
    return next.filter(at -> at.storeNumber() > shard.id().stream().storeNumber()).isPresent();
  }
}
