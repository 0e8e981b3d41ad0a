package dev.pangaea.simulator.world;

/** What the clocks of a world's machines are like. */
enum Clocks {
  /** Each runs a little too fast or too slow, and is wrong by seconds. */
  DRIFTING,
  /** All tell the same, until one is set. */
  TRUE
}
