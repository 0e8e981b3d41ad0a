package dev.pangaea.simulator.junit.running;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Regions that were started for a test, and end with it. Names are those of regions that there are.
 * Calls block until what they are for is done.
 */
public interface RunningRegions extends AutoCloseable {
  List<RegionPlace> places();

  /** Links by HTTP. */
  URI linkControl();

  /** What one region sends to another is held until it is healed. */
  void cut(String from, String to);

  void latency(String one, String other, Duration each);

  /** All links are as new. */
  void healLinks();

  /**
   * @throws UnsupportedOperationException if the clocks of such regions cannot be set
   */
  void skew(String region, Duration ahead);

  /** All clocks are true. */
  void healClocks();

  /**
   * @throws AssertionError if a region cannot go on, which would make any later failure hard to
   *     understand
   */
  void check();

  @Override
  void close();
}
