package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.Optional;

/**
 * Writes and checks that are to come about together or not at all.
 *
 * @param operations no two of them at the same place
 * @param token makes the same request known when it comes again
 */
public record TransactionRequest(List<Operation> operations, Optional<ClientToken> token) {
  public TransactionRequest {
    operations = List.copyOf(operations);
  }

  /** One write or check. */
  public record Operation(PartitionId partition, WriteCommand command) {
    public Place place() {
      return new Place(partition, command.key());
    }
  }

  List<Place> places() {
    return operations.stream().map(Operation::place).toList();
  }
}
