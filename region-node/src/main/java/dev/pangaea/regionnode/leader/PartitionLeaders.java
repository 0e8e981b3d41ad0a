package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Leaders that are told what to lead. As of {@link Leaders}, any thread may call and no call
 * blocks; what is to run once something is done runs on the leaders' thread, and must not block.
 */
public interface PartitionLeaders extends Leaders {
  /**
   * Begins to lead a partition: its log is read to the end, then claimed. One that is led already
   * is let go of first.
   */
  void open(PartitionOpening opening);

  /** Lets go of a partition; nothing of it is committed once {@code done} has run. */
  void close(PartitionId partition, Runnable done);

  /**
   * Has a partition that is open keep these indexes and no others. {@code done} runs once nothing
   * is committed any more of those that it kept before; those that are new are filled bit by bit.
   */
  void index(PartitionId partition, KeptIndexes indexes, Runnable done);

  /**
   * Whether other regions wait for the partition's clock, so that it must tell it even when quiet.
   */
  void replicated(PartitionId partition, boolean replicated);

  /**
   * Says which other regions hold the partition's table. Before this is said of an open partition
   * it drops no tombstones; once {@code done} has run it drops none without the word of all of
   * these.
   */
  void roll(PartitionId partition, Roll roll, Runnable done);

  /** Begins to take in another region's log, unless that has begun already. */
  void follow(PartitionId partition, Progress beginning, Consumer<AppendAnswer> listener);

  /** Appends a part of this region's store for a region that joins. */
  void copy(PartitionId partition, Body.Copy part, Consumer<AppendAnswer> listener);

  /**
   * Has the partition's log say which stream of the table there is from then on. The listener is
   * told once that counts, or did already.
   */
  void stream(PartitionId partition, Optional<StreamWord> word, Consumer<AppendAnswer> listener);

  /**
   * Ends the streams of a table whose partitions are closed: nothing more will be told. {@code
   * done} runs once the store knows.
   */
  void endStreams(int table, Runnable done);

  /** Says which tables there are: nothing has to be done any more in others. */
  void tables(Set<Integer> living);

  /** How the leaders stood a moment ago. */
  List<PartitionStatus> status();
}
