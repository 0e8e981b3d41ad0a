package dev.pangaea.regionnode.api.write;

import dev.pangaea.regionnode.api.capacity.WriteCapacity;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;

/** A batch's write that is ready to be handed to its leader. */
record PreparedWrite(BatchWriteItemRequest.Write write, TableView table, WriteCommand command) {
  WriteCapacity capacity() {
    return new WriteCapacity(table.settings(), command.key());
  }
}
