package dev.pangaea.regionnode.trigger;

import dev.pangaea.regionnode.store.StreamPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What becomes of a shard's records for one trigger. It takes records in, in their order, says what
 * is to be done, and is told what came of it. Records of one item are told one after the other. All
 * that lies before the {@linkplain #checkpoint checkpoint} was told and answered, was unwanted, or
 * was given up by the trigger's rules. Confined to one thread; time and chance are handed in.
 */
public final class ShardWork {
  /** As Lambda's bound of a call. */
  static final long CALL_BYTES_MAX = 6_000_000;

  private static final int RECORDS_MAX = 10_000;

  private final List<Lane> lanes = new ArrayList<>();
  private final Map<Long, Lane> answers = new HashMap<>();

  /** What was taken in and is not done with, with its bytes. */
  private final TreeMap<StreamPosition, Integer> open = new TreeMap<>();

  private final int recordsMax;
  private final long bytesMax;
  private long bytes;
  private StreamPosition next;
  private boolean ended;
  private boolean retired;
  private long numbers;

  /**
   * @param from where to begin
   * @param bytesMax how much is held at once, but for one record
   */
  public ShardWork(DeliveryRules rules, StreamPosition from, long bytesMax) {
    for (int lane = 0; lane < rules.lanes(); lane++) {
      lanes.add(new Lane(rules));
    }
    this.recordsMax = Math.min(RECORDS_MAX, 2 * rules.batchSize() * rules.lanes());
    this.bytesMax = bytesMax;
    this.next = from;
  }

  /** How many more records are wanted now. */
  public int recordsWanted() {
    return retired || ended || bytes >= bytesMax ? 0 : recordsMax - open.size();
  }

  /** How many bytes of them; at least 1 if any record is wanted. */
  public long bytesWanted() {
    return bytesMax - bytes;
  }

  /** Where to read on. */
  public StreamPosition next() {
    return next;
  }

  /**
   * Takes in what was read from {@link #next} on.
   *
   * @param records those that the trigger wants
   * @param readUpTo where to read on
   * @param atEnd whether nothing will ever follow
   */
  public void take(
      List<EventRecord> records, StreamPosition readUpTo, boolean atEnd, long nowMillis) {
    for (EventRecord record : records) {
      open.put(record.position(), record.json().length());
      bytes += record.json().length();
      lanes.get(Math.floorMod(record.keyHash(), lanes.size())).add(record, nowMillis);
    }
    next = readUpTo;
    ended = atEnd;
  }

  /** What is to be done now. @param callsMax how many calls at most */
  public List<Effect> due(long nowMillis, int callsMax) {
    List<Effect> effects = new ArrayList<>();
    if (retired) {
      return effects;
    }
    boolean hurry = ended || recordsWanted() == 0;
    int calls = 0;
    for (Lane lane : lanes) {
      var due = lane.due(nowMillis, hurry, calls < callsMax, numbers);
      if (due.isPresent()) {
        answers.put(numbers, lane);
        numbers++;
        calls += due.get() instanceof Effect.Call ? 1 : 0;
        effects.add(due.get());
      }
    }
    return effects;
  }

  /** When {@link #due} is to be asked again, if nothing else happens. */
  public OptionalLong nextMillis() {
    return retired
        ? OptionalLong.empty()
        : lanes.stream()
            .map(Lane::nextMillis)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .min();
  }

  /** A call was answered. @return how many records are done with */
  public int answered(long number, CallOutcome outcome, long nowMillis, double draw) {
    return done(lane(number).answered(outcome, nowMillis, draw));
  }

  /**
   * Records were given up.
   *
   * @param kept whether they are where they were to be kept; if not, that is tried again
   */
  public int gaveUp(long number, boolean kept, long nowMillis, double draw) {
    return done(lane(number).gaveUp(kept, nowMillis, draw));
  }

  /** Nothing more is begun; what is under way is still to be answered. */
  public void retire() {
    retired = true;
  }

  /** How many calls and such are under way. */
  public int underWay() {
    return answers.size();
  }

  /** How many records were taken in and are not done with. */
  public int open() {
    return open.size();
  }

  /** Whether the shard has ended, and all of it is done with. */
  public boolean isFinished() {
    return ended && open.isEmpty();
  }

  /** All before is done with. */
  public StreamPosition checkpoint() {
    return open.isEmpty() ? next : open.firstKey();
  }

  private Lane lane(long number) {
    Lane lane = answers.remove(number);
    if (lane == null || !lane.waitsFor(number)) {
      throw new IllegalArgumentException("nothing of number " + number + " is under way");
    }
    return lane;
  }

  private int done(List<EventRecord> records) {
    for (EventRecord record : records) {
      open.remove(record.position());
      bytes -= record.json().length();
    }
    return records.size();
  }
}
