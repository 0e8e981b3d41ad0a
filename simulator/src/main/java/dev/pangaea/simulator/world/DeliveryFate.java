package dev.pangaea.simulator.world;

/** What becomes of a batch of deliveries between a replicator and its node. */
public enum DeliveryFate {
  /** It arrives again after a while, when nobody waits for it any more. */
  TWICE,
  /** It never arrives. */
  LOST,
  /** It is taken in, but the replicator never hears of it. */
  ANSWER_LOST,
  /** It is given up by the replicator, and arrives after that. */
  LATE
}
