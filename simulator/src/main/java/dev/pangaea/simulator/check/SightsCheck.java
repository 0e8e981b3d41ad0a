package dev.pangaea.simulator.check;

import dev.pangaea.simulator.check.NaiveFold.Sight;
import java.util.List;
import java.util.function.Consumer;

/** A promise about each key of each region by itself. */
interface SightsCheck extends Check {
  /**
   * @param sights what was there, one after the other
   */
  void judge(List<Sight> sights, Consumer<String> complain);

  /** A complaint is told with its key and region. */
  @Override
  default void judge(Evidence evidence, Consumer<String> complain) {
    evidence
        .regions()
        .forEach(
            (region, partitions) ->
                partitions.forEach(
                    partition ->
                        partition
                            .fold()
                            .sights()
                            .forEach(
                                (key, sights) ->
                                    judge(
                                        sights,
                                        what ->
                                            complain.accept(
                                                "%s in %s: %s"
                                                    .formatted(
                                                        Contents.name(key), region, what))))));
  }
}
