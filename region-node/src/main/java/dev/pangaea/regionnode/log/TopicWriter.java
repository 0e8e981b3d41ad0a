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
   * if it has fewer.
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
   * Adds records, those of a partition in their order: all or none. After a claim every partition
   * is to be asked for what is {@link #last} before it is written.
   *
   * @throws ClaimLostException if another has claimed since; nothing of the batch is there
   */
  void write(String topic, List<TopicRecord> records)
      throws LogUnavailableException, ClaimLostException;

  @Override
  void close();
}
