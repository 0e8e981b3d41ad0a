package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.Item;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One story on a stage. Each call returns once it has come about, and throws a {@link
 * SceneException} when it has not within a bound. Regions and keys are named as in the story.
 */
public interface Scene extends AutoCloseable {
  Answer write(String region, Write write);

  Answer transact(String region, List<Write> writes);

  /** What is at a key, without the key itself. */
  Optional<Item> read(String region, String key, boolean strongly);

  void cut(String from, String to);

  void heal();

  void converge();

  /** Of the region that knows most of them, since the story began. */
  long conflicts();

  /** What lost in conflicts at a key, by the ledgers of all regions; empty for a delete. */
  List<Optional<Item>> losers(String key);

  /** Waits until something is so; not longer than a bound. */
  boolean await(BooleanSupplier condition);

  void perform(Step.OfWorlds step);

  /** After the last step. What the stage by itself finds wrong; empty if all is well. */
  Optional<String> verdict();

  /** Leaves nothing cut. */
  @Override
  void close();
}
