package dev.pangaea.simulator.link;

/**
 * What all links of a proxy have in common.
 *
 * @param seed of every draw: jitter, slices, toxicity
 * @param heldBytesMax what one direction of one connection may hold before the proxy stops reading
 *     from its sender; one read of up to 64 KB may go beyond it
 * @param connectionsMax open connections per link; further ones are reset
 */
public record LinkSettings(long seed, long heldBytesMax, int connectionsMax) {
  public static final LinkSettings DEFAULT = new LinkSettings(1, 4 << 20, 10_000);

  public LinkSettings {
    if (heldBytesMax <= 0 || connectionsMax <= 0) {
      throw new IllegalArgumentException("bounds must be positive");
    }
  }
}
