package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.log.memory.Fate;
import java.util.List;

/**
 * Something that may happen at any time while transactions are under way. Nodes, partitions, keys
 * and tokens are numbers, taken modulo what there is.
 */
sealed interface TransactionMove {
  /** Puts an item at each of these places, numbers of partition and key mixed into one. */
  record Transact(int node, List<Integer> places, Kind kind) implements TransactionMove {
    enum Kind {
      PUTS,
      /** The last place is only checked: its item must be the one that the node's store holds. */
      CHECKS,
      /** One check fails. */
      FAILS
    }
  }

  /** A request with a token, the same one again if the token was used. */
  record TransactWithToken(int node, int token, List<Integer> places) implements TransactionMove {}

  record ReadTogether(int node, List<Integer> places) implements TransactionMove {}

  record Put(int node, int place) implements TransactionMove {}

  /** A put where the item is the one that the node's store holds. */
  record PutIf(int node, int place) implements TransactionMove {}

  record PutAway(int key, int skewMillis) implements TransactionMove {}

  record Deliver(int node, int changes) implements TransactionMove {}

  /** What becomes of the next append to a log. */
  record Meet(int log, Fate fate) implements TransactionMove {}

  /** What becomes of the oldest append that a log holds back. */
  record Settle(int log, Fate fate) implements TransactionMove {}

  record LandLate(int log) implements TransactionMove {}

  record Rival(int log) implements TransactionMove {}

  record Zombie(int log, int record) implements TransactionMove {}

  record Read(int node) implements TransactionMove {}

  record Hear(int node) implements TransactionMove {}

  record Pass(int millis) implements TransactionMove {}

  record Snapshot(int node) implements TransactionMove {}

  record Crash(int node, boolean all) implements TransactionMove {}

  /** The second table is deleted. */
  record DropTable() implements TransactionMove {}
}
