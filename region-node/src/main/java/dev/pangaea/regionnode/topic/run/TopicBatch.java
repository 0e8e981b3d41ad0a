package dev.pangaea.regionnode.topic.run;

import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.stream.StreamRecord;
import dev.pangaea.regionnode.topic.ChangePosition;
import dev.pangaea.regionnode.topic.TopicCursor;
import dev.pangaea.regionnode.topic.TopicRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a table's streams is to be told at once, and where its partitions are then. */
final class TopicBatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopicBatch.class);
  private static final int PAGE_RECORDS_MAX = 500;
  private static final long PAGE_BYTES_MAX = 1 << 20;
  private static final long BYTES_MAX = 4 << 20;

  final List<TopicRecord> records = new ArrayList<>();
  final Map<Integer, TopicCursor> further = new TreeMap<>();
  private final TopicRun run;
  private final StreamReader streams;
  private final TopicRecords encoder;
  private final Function<ShardId, String> arns;
  private final List<String> gaps = new ArrayList<>();
  private long bytes;
  private long leftOut;

  /**
   * @param arns resource names of shards' streams
   */
  TopicBatch(
      TopicRun run, StreamReader streams, TopicRecords encoder, Function<ShardId, String> arns) {
    this.run = run;
    this.streams = streams;
    this.encoder = encoder;
    this.arns = arns;
  }

  /** Reads a page at most of each partition that may have more, beginning where it left off. */
  void gather() {
    for (int step = 0; step < run.partitions && bytes < BYTES_MAX; step++) {
      int partition = run.turn % run.partitions;
      run.turn = partition + 1;
      if (run.dirty.remove(partition)) {
        boolean more = gatherPartition(partition);
        if (more) {
          run.dirty.add(partition);
        }
      }
    }
  }

  /** All of it is on the topic. */
  void kept() {
    run.come(further);
    run.told += records.size();
    run.leftOut += leftOut;
    run.gaps += gaps.size();
    gaps.forEach(gap -> LOG.error("{}: changes are missing {}", run.topic, gap));
  }

  /**
   * Goes on behind a shard only once the run knows its end too: one that ended since would be the
   * next again and again.
   *
   * @return whether there may be more
   */
  private boolean gatherPartition(int partition) {
    TopicCursor cursor = run.cursor(partition);
    if (cursor.isForeign(run.shards(partition), run.newest)) {
      cursor = noted(cursor, TopicCursor.LOST);
    }
    while (true) {
      Optional<TopicCursor.Place> found = cursor.place(run.shards(partition));
      if (found.isEmpty()) {
        return false;
      }
      TopicCursor.Place place = found.get();
      switch (streams.read(place.shard(), place.from(), PAGE_RECORDS_MAX, PAGE_BYTES_MAX)) {
        case ShardRead.NotFound() -> {
          Optional<StreamPosition> end = run.end(place.shard());
          if (end.isEmpty()) {
            return false;
          }
          cursor = noted(cursor, cursor.trimmed(place, end.get()));
          further.put(partition, cursor);
        }
        case ShardRead.Trimmed() -> {
          Optional<StreamPosition> oldest = streams.oldest(place.shard());
          if (oldest.isEmpty()) {
            return false;
          }
          cursor = noted(cursor, cursor.trimmed(place, oldest.get()));
        }
        case ShardRead.Page page -> {
          cursor = noted(cursor, cursor.read(place, page.next()));
          boolean told = !page.records().isEmpty();
          if (told) {
            add(page, place.shard(), cursor.gap());
            cursor = cursor.told();
          }
          further.put(partition, cursor);
          boolean follows = page.atEnd() && run.end(place.shard()).isPresent();
          if (told || !follows) {
            return told;
          }
        }
      }
    }
  }

  private void add(ShardRead.Page page, ShardId shard, boolean gap) {
    String arn = arns.apply(shard);
    for (int index = 0; index < page.records().size(); index++) {
      StreamRecord record = page.records().get(index);
      boolean last = index == page.records().size() - 1;
      StreamPosition next = last ? page.next() : record.position().next();
      TopicRecord told = encoder.of(record, shard, arn, next, gap && index == 0);
      if (told.headers().containsKey(TopicRecords.IMAGES_LEFT_OUT)) {
        leftOut++;
        LOG.warn("{}: {} is told without its images", run.topic, record.eventId());
      }
      records.add(told);
      bytes += told.value().length();
    }
  }

  private TopicCursor noted(TopicCursor before, TopicCursor after) {
    if (after.gap() && !before.gap()) {
      gaps.add(
          "between %s and %s"
              .formatted(
                  before.next().map(ChangePosition::text).orElse("the beginning"),
                  after.next().map(ChangePosition::text).orElse("what the stream has still")));
    }
    return after;
  }
}
