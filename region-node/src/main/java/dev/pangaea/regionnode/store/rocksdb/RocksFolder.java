package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.regionnode.store.CacheUse;
import dev.pangaea.regionnode.store.StoreFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;

/**
 * An open database of rows. Using it after {@link #close} is an exception and not a crash of the
 * process: closing waits for those who are still in.
 */
final class RocksFolder {
  interface Filler {
    void fill(WriteBatch rows) throws RocksDBException;
  }

  private interface Action<T> {
    T run() throws RocksDBException;
  }

  /** What the folder and all views of its moments have in common. */
  private static final class Life {
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private final Set<Snapshot> moments = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private boolean closed;
  }

  private final RocksOptions options;
  private final RocksDB database;
  private final Optional<WriteBatch> rows;
  private final Life life;
  private final Optional<Snapshot> moment;

  private RocksFolder(
      RocksOptions options, RocksDB database, Life life, Optional<Snapshot> moment) {
    this.options = options;
    this.database = database;
    this.life = life;
    this.moment = moment;
    this.rows = moment.isPresent() ? Optional.empty() : Optional.of(new WriteBatch());
  }

  static RocksFolder open(RocksSettings settings) {
    RocksDB.loadLibrary();
    RocksOptions options = new RocksOptions(settings);
    try {
      Files.createDirectories(settings.folder());
      RocksDB database = RocksDB.open(options.database, settings.folder().toString());
      checkFormat(database, options);
      return new RocksFolder(options, database, new Life(), Optional.empty());
    } catch (IOException | RocksDBException failure) {
      options.close();
      throw new StoreFailedException(
          "cannot open the store in %s: %s".formatted(settings.folder(), failure.getMessage()),
          failure);
    }
  }

  private static void checkFormat(RocksDB database, RocksOptions options) throws RocksDBException {
    byte[] expected = {RowCodec.FORMAT};
    byte[] found = database.get(RowKeys.format());
    if (found == null) {
      database.put(options.write, RowKeys.format(), expected);
    } else if (!Arrays.equals(expected, found)) {
      database.close();
      throw new RocksDBException(
          "it has the format %s, this is %d".formatted(Arrays.toString(found), RowCodec.FORMAT));
    }
  }

  /** The value at a key, or null. */
  byte[] get(byte[] rowKey) {
    return within(
        () -> {
          if (moment.isEmpty()) {
            return database.get(options.read, rowKey);
          }
          try (ReadOptions read = reading()) {
            return database.get(read, rowKey);
          }
        });
  }

  /** Writes what the filler puts into a batch, in whole or not at all. Called by one thread. */
  void write(Filler filler) {
    within(
        () -> {
          WriteBatch batch =
              rows.orElseThrow(
                  () -> new UnsupportedOperationException("a snapshot takes no commits"));
          batch.clear();
          filler.fill(batch);
          database.write(options.write, batch);
          return true;
        });
  }

  /** On the disk when it returns: nobody removes these rows again. */
  void deleteRange(byte[] from, byte[] to) {
    within(
        () -> {
          database.deleteRange(options.write, from, to);
          database.flush(options.flushNow);
          return true;
        });
  }

  /** What was written before is on the disk when it returns. */
  void flush() {
    within(
        () -> {
          database.flush(options.flushNow);
          return true;
        });
  }

  /** Starts to bring to the disk what is in memory only; returns before it is there. */
  void flushBehind() {
    within(
        () -> {
          database.flush(options.flushBehind);
          return true;
        });
  }

  /** Visits rows in key order, as of now, until the visitor has had enough. */
  void visit(byte[] from, byte[] to, BiPredicate<byte[], byte[]> visitor) {
    within(
        () -> {
          try (Slice end = new Slice(to);
              ReadOptions bounded = reading().setIterateUpperBound(end).setFillCache(false);
              RocksIterator found = database.newIterator(bounded)) {
            for (found.seek(from); found.isValid(); found.next()) {
              checkOpen(life.closing);
              if (!visitor.test(found.key(), found.value())) {
                break;
              }
            }
            found.status();
            return true;
          }
        });
  }

  /**
   * Visits rows in key order or against it, as of now, until the visitor has had enough. A key is
   * read only if it is asked for, and then before the visitor returns.
   *
   * @param goneMax how many entries of rows that are gone may lie in front of the next row
   * @return false if there were more, so that the visit is over before its time
   */
  boolean visitBothWays(
      byte[] from,
      byte[] to,
      boolean forward,
      long goneMax,
      BiPredicate<Supplier<byte[]>, byte[]> visitor) {
    return within(
        () -> {
          try (Slice start = new Slice(from);
              Slice end = new Slice(to);
              ReadOptions bounded =
                  reading()
                      .setIterateLowerBound(start)
                      .setIterateUpperBound(end)
                      .setMaxSkippableInternalKeys(goneMax == Long.MAX_VALUE ? 0 : goneMax);
              RocksIterator found = database.newIterator(bounded)) {
            Supplier<byte[]> key = found::key;
            if (forward) {
              found.seekToFirst();
            } else {
              found.seekToLast();
            }
            while (found.isValid()) {
              checkOpen(life.closing);
              if (!visitor.test(key, found.value())) {
                break;
              }
              if (forward) {
                found.next();
              } else {
                found.prev();
              }
            }
            return !gaveUp(found);
          }
        });
  }

  private static boolean gaveUp(RocksIterator found) throws RocksDBException {
    try {
      found.status();
      return false;
    } catch (RocksDBException failure) {
      if (failure.getStatus() != null && failure.getStatus().getCode() == Status.Code.Incomplete) {
        return true;
      }
      throw failure;
    }
  }

  /**
   * The rows as they are now, whatever is written later. It writes nothing, and closing it lets go
   * of them alone.
   */
  RocksFolder now() {
    return within(
        () -> {
          Snapshot taken = database.getSnapshot();
          life.moments.add(taken);
          return new RocksFolder(options, database, life, Optional.of(taken));
        });
  }

  private ReadOptions reading() {
    ReadOptions read = new ReadOptions();
    moment.ifPresent(read::setSnapshot);
    return read;
  }

  CacheUse cacheUse() {
    return within(
        () ->
            new CacheUse(
                options.statistics.getTickerCount(TickerType.BLOCK_CACHE_DATA_HIT),
                options.statistics.getTickerCount(TickerType.BLOCK_CACHE_DATA_MISS),
                options.cache.getUsage(),
                options.cacheBytes));
  }

  void close() {
    if (moment.isPresent()) {
      letGo(moment.get());
      return;
    }
    life.closing = true;
    life.use.writeLock().lock();
    try {
      if (!life.closed) {
        life.closed = true;
        life.moments.forEach(this::letGoNow);
        flushAndClose();
      }
    } finally {
      life.use.writeLock().unlock();
    }
  }

  /** Beside those who read: what they see is kept for as long as they see it. */
  private void letGo(Snapshot taken) {
    life.use.readLock().lock();
    try {
      letGoNow(taken);
    } finally {
      life.use.readLock().unlock();
    }
  }

  private void letGoNow(Snapshot taken) {
    if (life.moments.remove(taken)) {
      database.releaseSnapshot(taken);
    }
  }

  private void flushAndClose() {
    try {
      database.flush(options.flushNow);
    } catch (RocksDBException failure) {
      throw new StoreFailedException("the store could not be flushed", failure);
    } finally {
      rows.ifPresent(WriteBatch::close);
      database.close();
      options.close();
    }
  }

  private <T> T within(Action<T> action) {
    life.use.readLock().lock();
    try {
      checkOpen(life.closed);
      return action.run();
    } catch (RocksDBException failure) {
      throw new StoreFailedException("the store failed", failure);
    } finally {
      life.use.readLock().unlock();
    }
  }

  private static void checkOpen(boolean shut) {
    if (shut) {
      throw new StoreFailedException("the store is closed", null);
    }
  }
}
