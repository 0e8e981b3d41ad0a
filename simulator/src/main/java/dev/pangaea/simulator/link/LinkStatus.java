package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.LinkFault;
import dev.pangaea.simulator.fault.Toxic;
import java.util.List;

/**
 * A link as it was at one instant.
 *
 * @param spec with the address that it really listens on, once it does
 * @param cut what carries nothing right now
 * @param connections open ones, those that a partition keeps waiting included
 * @param linkFaults faults of the whole link
 */
public record LinkStatus(
    LinkSpec spec,
    boolean enabled,
    Cut cut,
    int connections,
    StreamStatus upstream,
    StreamStatus downstream,
    List<Toxic> toxics,
    List<LinkFault> linkFaults) {

  /** One direction over all connections: bytes handed on since the link exists, bytes held now. */
  public record StreamStatus(long bytes, long heldBytes) {}

  public LinkStatus {
    toxics = List.copyOf(toxics);
    linkFaults = List.copyOf(linkFaults);
  }
}
