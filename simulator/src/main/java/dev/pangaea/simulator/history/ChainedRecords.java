package dev.pangaea.simulator.history;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a log that count, from the first one that is kept. What came before that is not
 * known, so there the chain is the one that most of the first entries belong to. Confined to one
 * thread.
 */
final class ChainedRecords {
  /** More than a paused leader can leave behind. */
  private static final int START_ENTRIES = 65;

  /** What counts, in order. */
  interface Counted {
    void record(LogEntry entry, LogRecord record);
  }

  private final Counted counted;
  private List<LogEntry> start = new ArrayList<>();
  private Optional<RecordId> head = Optional.empty();
  private long uncounted;

  ChainedRecords(Counted counted) {
    this.counted = counted;
  }

  void read(LogEntry entry) {
    if (head.isPresent()) {
      follow(entry);
      return;
    }
    start.add(entry);
    if (entry.offset() == 0 || start.size() == START_ENTRIES) {
      begin();
    }
  }

  /** To be called when all entries were read. */
  void end() {
    if (head.isEmpty() && !start.isEmpty()) {
      begin();
    }
  }

  /** How many entries did not count. */
  long uncounted() {
    return uncounted;
  }

  private void begin() {
    head = Optional.of(start.getFirst().offset() == 0 ? RecordId.GENESIS : likeliestHead());
    List<LogEntry> first = start;
    start = List.of();
    first.forEach(this::follow);
  }

  private RecordId likeliestHead() {
    List<LogRecord> records =
        start.stream().map(ChainedRecords::decode).flatMap(Optional::stream).toList();
    RecordId likeliest = RecordId.GENESIS;
    int longest = -1;
    for (LogRecord candidate : records) {
      int length = length(candidate.previous(), records);
      if (length > longest) {
        longest = length;
        likeliest = candidate.previous();
      }
    }
    return likeliest;
  }

  private static int length(RecordId from, List<LogRecord> records) {
    RecordId head = from;
    int length = 0;
    for (LogRecord record : records) {
      if (Chain.accepts(head, record)) {
        head = record.id();
        length++;
      }
    }
    return length;
  }

  private void follow(LogEntry entry) {
    Optional<LogRecord> record =
        decode(entry).filter(each -> Chain.accepts(head.orElseThrow(), each));
    if (record.isEmpty()) {
      uncounted++;
      return;
    }
    head = Optional.of(record.get().id());
    counted.record(entry, record.get());
  }

  private static Optional<LogRecord> decode(LogEntry entry) {
    try {
      return Optional.of(LogRecordCodec.decode(entry.record()));
    } catch (MalformedBytesException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
