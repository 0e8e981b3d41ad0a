package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StoredToken;
import dev.pangaea.regionnode.store.TransactionId;
import dev.pangaea.regionnode.store.TransactionRows;
import dev.pangaea.simulator.check.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores that make a node look as if its fold were built wrongly. */
final class StoreMutants {
  private StoreMutants() {}

  /** Commits something else than it was told to. */
  private static Store committing(Store store, UnaryOperator<Stream<Entry>> change) {
    return new ForwardingStore(store) {
      @Override
      public void commit(StoreBatch batch) {
        StoreBatch changed = new StoreBatch();
        change.apply(batch.entries().stream()).forEach(changed::add);
        store.commit(changed);
      }
    };
  }

  /** Answers before what it answers is in the store. */
  static final class Hasty implements Parts {
    @Override
    public Store store(Store store) {
      StoreBatch late = new StoreBatch();
      return new ForwardingStore(store) {
        @Override
        public void commit(StoreBatch batch) {
          store.commit(late);
          late.clear();
          late.addAll(batch);
        }
      };
    }
  }

  /** Now and then takes note of a position without the items before it. */
  static final class Torn implements Parts {
    private static final int EVERY = 40;

    @Override
    public Store store(Store store) {
      int[] commits = {0};
      return new ForwardingStore(store) {
        @Override
        public void commit(StoreBatch batch) {
          boolean torn = ++commits[0] % EVERY == 0;
          committing(
                  store,
                  entries -> entries.filter(entry -> !torn || !(entry instanceof Entry.PutItem)))
              .commit(batch);
        }
      };
    }
  }

  /** Now and then leaves a change out of a stream. */
  static final class Silent implements Parts {
    private static final int EVERY = 20;

    @Override
    public Store store(Store store) {
      int[] rows = {0};
      return committing(
          store,
          entries ->
              entries.filter(
                  entry -> !(entry instanceof Entry.PutStreamRow) || ++rows[0] % EVERY > 0));
    }
  }

  /** Forgets in a crash which streams there are. */
  static final class Unspanned implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store, entries -> entries.filter(entry -> !(entry instanceof Entry.PutStreamSpan)));
    }
  }

  /** Keeps no ledger. */
  static final class Ledgerless implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store,
          entries -> entries.filter(entry -> !entry.partition().equals(PartitionId.CONFLICTS)));
    }
  }

  /** Now and then leaves a conflict out of the ledger. */
  static final class Negligent implements Parts {
    private static final int EVERY = 5;

    @Override
    public Store store(Store store) {
      int[] conflicts = {0};
      return committing(
          store,
          entries -> entries.filter(entry -> !ofLedger(entry) || ++conflicts[0] % EVERY > 0));
    }
  }

  /** Writes the ledger one batch after the decision. */
  static final class Tardy implements Parts {
    @Override
    public Store store(Store store) {
      List<Entry> late = new ArrayList<>();
      return committing(
          store,
          entries -> {
            List<Entry> before = List.copyOf(late);
            List<Entry> now = entries.toList();
            late.clear();
            now.stream().filter(StoreMutants::ofLedger).forEach(late::add);
            return Stream.concat(before.stream(), now.stream().filter(each -> !ofLedger(each)));
          });
    }
  }

  /** Does not note what it has restored. */
  static final class Generous implements Parts {
    @Override
    public Store store(Store store) {
      return committing(store, entries -> entries.filter(entry -> !marks(entry)));
    }

    private static boolean marks(Entry entry) {
      return entry instanceof Entry.PutItem put
          && ofLedger(put)
          && new LedgerRow(Contents.visible(put.state().content()).orElseThrow().decode())
              .restoredAs()
              .isPresent();
    }
  }

  private static boolean ofLedger(Entry entry) {
    return entry.partition().equals(PartitionId.CONFLICTS) && entry instanceof Entry.PutItem;
  }

  /** Forgets that an item was ever there once it is deleted. */
  static final class Forgetful implements Parts {
    @Override
    public Store store(Store store) {
      return new ForwardingStore(store) {
        @Override
        public Optional<ItemState> item(PartitionId partition, EncodedKey key) {
          return super.item(partition, key)
              .filter(state -> state.content() instanceof Content.Present);
        }
      };
    }
  }

  /** After a start its clock knows nothing of what was before. */
  static final class Clockless implements Parts {
    @Override
    public Store store(Store store) {
      return new ForwardingStore(store) {
        @Override
        public Applied applied(PartitionId partition) {
          Applied applied = super.applied(partition);
          return new Applied(
              applied.position(),
              HybridTime.ZERO,
              applied.items(),
              applied.itemBytes(),
              applied.conflicts(),
              applied.nextTransactions());
        }
      };
    }
  }

  /** Of two concurrent writes it keeps what only the winner had seen. */
  static final class Unmerged implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store,
          entries ->
              entries.map(
                  entry ->
                      entry instanceof Entry.PutItem(var partition, var key, var state)
                          ? new Entry.PutItem(partition, key, alone(state))
                          : entry));
    }

    private static ItemState alone(ItemState state) {
      return new ItemState(state.version(), Context.of(state.version()), state.content());
    }
  }

  /** Leaves out of the digests what other regions bring. */
  static final class Unsummed implements Parts {
    @Override
    public Store store(Store store) {
      return new ForwardingStore(store) {
        @Override
        public void commit(StoreBatch batch) {
          boolean merges = batch.entries().stream().anyMatch(Entry.PutProgress.class::isInstance);
          committing(
                  store,
                  entries ->
                      entries.filter(entry -> !merges || !(entry instanceof Entry.PutDigest)))
              .commit(batch);
        }
      };
    }
  }

  /** Takes no row out of an index. */
  static final class Clinging implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store, entries -> entries.filter(entry -> !(entry instanceof Entry.DeleteIndexRow)));
    }
  }

  /** Takes an index to be filled as soon as it is begun. */
  static final class Unfilled implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store,
          entries ->
              entries.map(
                  entry ->
                      entry instanceof Entry.PutIndexState(var partition, var index, var state)
                          ? new Entry.PutIndexState(
                              partition,
                              index,
                              new IndexState(Optional.empty(), state.rows(), state.rowBytes()))
                          : entry));
    }
  }

  /** Does not remember across a crash which transactions are half done. */
  static final class Careless implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store, entries -> entries.filter(entry -> !(entry instanceof Entry.PutTransaction)));
    }
  }

  /** Does not keep what it puts aside. */
  static final class Unkept implements Parts {
    @Override
    public Store store(Store store) {
      return committing(
          store, entries -> entries.filter(entry -> !(entry instanceof Entry.PutRefused)));
    }
  }

  /** Knows no token again. */
  static final class Tokenless implements Parts {
    @Override
    public Store store(Store store) {
      return new ForwardingStore(store) {
        @Override
        public TransactionRows transactions() {
          TransactionRows rows = super.transactions();
          return new TransactionRows() {
            @Override
            public SortedMap<TransactionId, Transaction> pending() {
              return rows.pending();
            }

            @Override
            public Optional<StoredToken> token(String text) {
              return Optional.empty();
            }

            @Override
            public List<StoredToken> tokens(Optional<String> after, int most) {
              return List.of();
            }
          };
        }
      };
    }
  }
}
