package dev.pangaea.simulator.fault;

/**
 * A stream fault that was put on a link under a name, as Toxiproxy calls it.
 *
 * @param toxicity the share of connections that it takes hold of, 0 to 1, drawn per connection
 */
public record Toxic(String name, StreamFault fault, Direction stream, double toxicity) {
  public Toxic {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a toxic has a name");
    }
    if (!(toxicity >= 0 && toxicity <= 1)) {
      throw new IllegalArgumentException("toxicity must be between 0 and 1");
    }
  }

  /** A toxic that takes hold of every connection. */
  public static Toxic of(String name, Direction stream, StreamFault fault) {
    return new Toxic(name, fault, stream, 1);
  }
}
