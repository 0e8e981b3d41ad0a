package dev.pangaea.regionnode.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Writes topics that are there for others to read, whole batches or nothing of them. Of all writers
 * of one name the last that claimed is the only one that can write, whatever the others believe.
 *
 * <p>Confined to one thread, but for {@link #close}. Every call blocks for seconds at most. After a
 * failure of {@link #write} it is not known whether the batch is there: claim, and read what is
 * {@link #last}.
 */
public interface TopicWriter extends AutoCloseable {
  /** Shuts out the writers before, and ends what they had begun: it is there, or never will be. */
  void claim() throws LogUnavailableException;

  /**
   * Has a topic made if it is not there. One that is there stays as it is, but has partitions added
   * if it has fewer. It can be written and read when this returns.
   *
   * @param retention how long records of a topic that is made are kept
   */
  void prepare(String topic, int partitions, Duration retention) throws LogUnavailableException;

  /**
   * Of each of the first partitions the headers of the last record that has a certain one; none if
   * no record has it. Of a topic that this writer has written since it claimed it must not be
   * asked: what was kept last may not be seen yet.
   */
  List<Map<String, String>> last(String topic, int partitions, String header)
      throws LogUnavailableException;

  /**
   * Whether a topic is as this writer knows it. Right after a claim {@link TopicStanding#SAME} says
   * that nobody has written it since this writer did: what was last is last still, and need not be
   * read again. That does not hold for a topic of which a batch failed: only that it has less is
   * known of that then.
   */
  TopicStanding standing(String topic, int partitions) throws LogUnavailableException;

  /**
   * Adds records, those of a partition in their order: all or none. After a claim a topic is to be
   * asked for what is {@link #last}, or found the {@linkplain #standing same}, before it is
   * written; after any failure the writer is to claim.
   *
   * @throws ClaimLostException if another has claimed since; nothing of the batch is there
   * @throws TopicTooNarrowException if a record is larger than those that the topic takes
   */
  void write(String topic, List<TopicRecord> records)
      throws LogUnavailableException, ClaimLostException, TopicTooNarrowException;

  @Override
  void close();
}
