package dev.pangaea.regionnode.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.trigger.filter.FilterCriteria;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a shard's records, whatever workers answer. */
class ShardWorkTest {
  private static final long BYTES_MAX = 1000;
  private long now = 1_000_000;

  @Test
  void aBatchIsWaitedForUntilItIsFullOrItsWindowEnds() {
    ShardWork work = work(rules(3, 100, 1, -1, false));
    take(work, 0, 1);
    assertThat(work.due(now, 9)).isEmpty();
    assertThat(work.nextMillis()).hasValue(now + 100);
    take(work, 2, 3);
    assertThat(offsets(call(work))).containsExactly(0L, 1L, 2L);
    now += 99;
    assertThat(work.due(now, 9)).isEmpty();
    work.answered(0, new CallOutcome.Done(), now, 0);
    now += 1;
    assertThat(offsets(call(work))).containsExactly(3L);
  }

  @Test
  void nothingIsDoneWithBeforeItIsAnswered() {
    ShardWork work = work(rules(2, 0, 1, -1, false));
    take(work, 0, 1, 2);
    assertThat(offsets(call(work))).containsExactly(0L, 1L);
    assertThat(work.checkpoint()).isEqualTo(at(0));
    assertThat(work.answered(0, new CallOutcome.Done(), now, 0)).isEqualTo(2);
    assertThat(work.checkpoint()).isEqualTo(at(2));
  }

  @Test
  void aFailedBatchComesAgainLaterAndLater() {
    ShardWork work = work(rules(2, 0, 1, -1, false));
    take(work, 0, 1);
    long waited = 0;
    for (int attempt = 1; attempt <= 12; attempt++) {
      Effect.Call call = call(work);
      assertThat(call.attempt()).isEqualTo(attempt);
      assertThat(offsets(call)).containsExactly(0L, 1L);
      work.answered(call.number(), failed(), now, 1);
      long wait = work.nextMillis().orElseThrow() - now;
      assertThat(wait).isBetween(Math.max(waited, 200), 60_000L);
      assertThat(work.due(now + wait - 1, 9)).isEmpty();
      waited = wait;
      now += wait;
    }
    assertThat(waited).isEqualTo(60_000);
    assertThat(work.checkpoint()).isEqualTo(at(0));
  }

  @Test
  void retriesEndAndTheRestGoesOn() {
    ShardWork work = work(rules(1, 0, 1, 1, false));
    take(work, 0, 1);
    fail(work);
    fail(work);
    Effect.GiveUp gone = (Effect.GiveUp) only(work.due(now, 9));
    assertThat(gone.reason()).isEqualTo(GivenUp.RETRIES);
    assertThat(gone.attempts()).isEqualTo(2);
    assertThat(work.checkpoint()).isEqualTo(at(0));
    work.gaveUp(gone.number(), false, now, 0);
    now = work.nextMillis().orElseThrow();
    gone = (Effect.GiveUp) only(work.due(now, 9));
    work.gaveUp(gone.number(), true, now, 0);
    assertThat(work.checkpoint()).isEqualTo(at(1));
    assertThat(offsets(call(work))).containsExactly(1L);
  }

  @Test
  void aPoisonedRecordIsFoundByHalves() {
    ShardWork work = work(rules(8, 0, 1, 0, true));
    take(work, 0, 1, 2, 3, 4, 5, 6, 7);
    List<Long> told = new ArrayList<>();
    List<Long> gone = new ArrayList<>();
    for (int step = 0; work.open() > 0; step++) {
      assertThat(step).as("steps to the end").isLessThan(100);
      for (Effect effect : work.due(now, 9)) {
        switch (effect) {
          case Effect.Call call -> {
            boolean poisoned = offsets(call).contains(5L);
            if (!poisoned) {
              told.addAll(offsets(call));
            }
            work.answered(call.number(), poisoned ? failed() : new CallOutcome.Done(), now, 0);
          }
          case Effect.GiveUp given -> {
            given.records().forEach(record -> gone.add(record.position().offset()));
            work.gaveUp(given.number(), true, now, 0);
          }
        }
      }
      now = Math.max(now, work.nextMillis().orElse(now));
    }
    assertThat(told).containsExactly(0L, 1L, 2L, 3L, 4L, 6L, 7L);
    assertThat(gone).containsExactly(5L);
  }

  @Test
  void aWorkerThatIsNotReachedIsNoReasonToHalve() {
    ShardWork work = work(rules(4, 0, 1, -1, true));
    take(work, 0, 1, 2, 3);
    Effect.Call call = call(work);
    work.answered(call.number(), new CallOutcome.Failed("away", false), now, 0);
    now = work.nextMillis().orElseThrow();
    assertThat(offsets(call(work))).hasSize(4);
  }

  @Test
  void aWorkerThatIsNotReachedUsesUpNoRetries() {
    ShardWork work = work(rules(1, 0, 1, 0, false));
    take(work, 0);
    for (int away = 0; away < 5; away++) {
      Effect.Call call = call(work);
      assertThat(call.attempt()).isEqualTo(1);
      work.answered(call.number(), new CallOutcome.Failed("away", false), now, 0);
      assertThat(work.due(now, 9)).isEmpty();
      now = work.nextMillis().orElseThrow();
    }
    fail(work);
    assertThat(only(work.due(now, 9))).isInstanceOf(Effect.GiveUp.class);
  }

  @Test
  void whatComesBeforeTheFirstReportedFailureIsDone() {
    ShardWork work = work(rules(4, 0, 1, -1, false));
    take(work, 0, 1, 2, 3);
    Effect.Call call = call(work);
    Set<String> reported =
        Set.of(call.records().get(3).sequenceNumber(), call.records().get(2).sequenceNumber());
    assertThat(work.answered(call.number(), new CallOutcome.FailedFrom(reported), now, 0))
        .isEqualTo(2);
    assertThat(work.checkpoint()).isEqualTo(at(2));
    now = work.nextMillis().orElseThrow();
    call = call(work);
    assertThat(call.attempt()).isEqualTo(2);
    assertThat(offsets(call)).containsExactly(2L, 3L);
    work.answered(call.number(), new CallOutcome.FailedFrom(Set.of("7")), now, 0);
    assertThat(work.checkpoint()).isEqualTo(at(2));
  }

  @Test
  void recordsThatAreTooOldAreGivenUpAloneAndFirst() {
    ShardWork work =
        new ShardWork(
            new DeliveryRules(10, 0, 1, FilterCriteria.ALL, -1, 60, false, false, false, 1000),
            StreamPosition.START,
            BYTES_MAX);
    EventRecord old = record(0, 0, now - 60_001);
    EventRecord young = record(1, 0, now - 60_000);
    work.take(List.of(old, young), at(2), false, now);
    Effect.GiveUp gone = (Effect.GiveUp) only(work.due(now, 9));
    assertThat(gone.reason()).isEqualTo(GivenUp.AGE);
    assertThat(gone.records()).containsExactly(old);
    assertThat(work.due(now, 9)).isEmpty();
    work.gaveUp(gone.number(), true, now, 0);
    assertThat(call(work).records()).containsExactly(young);
  }

  @Test
  void whatTheFilterLeavesOutIsDoneWithAndNotReadAgain() {
    ShardWork work = work(rules(2, 0, 1, -1, false));
    work.take(List.of(), at(5), false, now);
    assertThat(work.next()).isEqualTo(at(5));
    assertThat(work.checkpoint()).isEqualTo(at(5));
    work.take(List.of(record(6, 0, now)), at(9), false, now);
    assertThat(work.checkpoint()).isEqualTo(at(6));
    work.answered(call(work).number(), new CallOutcome.Done(), now, 0);
    assertThat(work.checkpoint()).isEqualTo(at(9));
  }

  @Test
  void holdsNoMoreThanItsBoundButForOneRecord() {
    ShardWork work = work(rules(100, 100_000, 1, -1, false));
    assertThat(work.recordsWanted()).isPositive();
    Bytes large = Bytes.owning(new byte[(int) BYTES_MAX]);
    work.take(List.of(new EventRecord(at(0), 0, now, large)), at(1), false, now);
    assertThat(work.recordsWanted()).isZero();
    assertThat(offsets(call(work))).containsExactly(0L);
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("pangaea.triggers.seeds", 300));
  }

  /** Every record is taken by the worker or given up by the rules; an item's in their order. */
  @ParameterizedTest
  @MethodSource("seeds")
  void everyRecordIsAccountedForInItsItemsOrder(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DeliveryRules rules =
        new DeliveryRules(
            random.nextInt(1, 12),
            random.nextInt(0, 50),
            random.nextInt(1, 5),
            FilterCriteria.ALL,
            random.nextBoolean() ? -1 : random.nextInt(0, 4),
            random.nextBoolean() ? -1 : 60,
            random.nextBoolean(),
            true,
            true,
            1000);
    List<EventRecord> all = new ArrayList<>();
    for (int offset = 0; offset < 200; offset++) {
      all.add(record(offset, random.nextInt(7), now + random.nextInt(3)));
    }
    Account account = new Account(all);
    StreamPosition from = StreamPosition.START;
    for (int life = 0; life < 3; life++) {
      ShardWork work = new ShardWork(rules, from, 100 + random.nextInt(2000));
      from = live(work, all, account, random, life == 2);
      account.checkUpTo(from);
      account.begin(from);
    }
    assertThat(from).isEqualTo(at(200));
    account.checkAll();
  }

  /** Runs until all is done, or for a while. Returns how far it has come. */
  private StreamPosition live(
      ShardWork work,
      List<EventRecord> all,
      Account account,
      SplittableRandom random,
      boolean toTheEnd) {
    List<Effect> underWay = new ArrayList<>();
    StreamPosition before = work.checkpoint();
    int steps = toTheEnd ? 1_000_000 : random.nextInt(400);
    for (int step = 0; step < steps && !work.isFinished(); step++) {
      now += random.nextInt(20);
      int wanted = Math.min(work.recordsWanted(), random.nextInt(20));
      int start = (int) work.next().offset();
      if (wanted > 0) {
        int end = Math.min(all.size(), start + wanted);
        work.take(all.subList(start, end), at(end), end == all.size(), now);
      }
      underWay.addAll(work.due(now, random.nextInt(4)));
      if (!underWay.isEmpty() && random.nextInt(3) > 0) {
        answer(work, underWay.remove(random.nextInt(underWay.size())), account, random);
      } else if (underWay.isEmpty() && work.nextMillis().isPresent() && random.nextInt(9) == 0) {
        now = Math.max(now, work.nextMillis().getAsLong());
      }
      assertThat(work.checkpoint()).isGreaterThanOrEqualTo(before);
      before = work.checkpoint();
      account.checkUpTo(before);
    }
    return before;
  }

  private void answer(ShardWork work, Effect effect, Account account, SplittableRandom random) {
    switch (effect) {
      case Effect.GiveUp gone -> {
        boolean kept = random.nextInt(4) > 0;
        if (kept) {
          account.end(gone.records());
        }
        work.gaveUp(gone.number(), kept, now, random.nextDouble());
      }
      case Effect.Call call -> {
        List<EventRecord> records = call.records();
        int first = random.nextInt(records.size());
        switch (random.nextInt(5)) {
          case 0 ->
              work.answered(
                  call.number(),
                  new CallOutcome.Failed("no", random.nextBoolean()),
                  now,
                  random.nextDouble());
          case 1 -> {
            account.end(records.subList(0, first));
            work.answered(
                call.number(),
                new CallOutcome.FailedFrom(Set.of(records.get(first).sequenceNumber())),
                now,
                random.nextDouble());
          }
          default -> {
            account.end(records);
            work.answered(call.number(), new CallOutcome.Done(), now, random.nextDouble());
          }
        }
      }
    }
  }

  /** What a worker took and what was given up, per item: each life goes on in an item's order. */
  private static final class Account {
    private final Map<Integer, List<Long>> expected = new HashMap<>();
    private final Map<Integer, Integer> next = new HashMap<>();
    private final Map<Long, Boolean> ended = new HashMap<>();

    Account(List<EventRecord> all) {
      all.forEach(
          record ->
              expected
                  .computeIfAbsent(record.keyHash(), first -> new ArrayList<>())
                  .add(record.position().offset()));
    }

    void end(List<EventRecord> records) {
      for (EventRecord record : records) {
        int item = record.keyHash();
        int at = next.getOrDefault(item, 0);
        assertThat(record.position().offset())
            .as("the next one of item %d", item)
            .isEqualTo(expected.get(item).get(at));
        next.put(item, at + 1);
        ended.put(record.position().offset(), true);
      }
    }

    /** All before a checkpoint is done with. */
    void checkUpTo(StreamPosition checkpoint) {
      for (long offset = 0; offset < checkpoint.offset(); offset++) {
        assertThat(ended).containsKey(offset);
      }
    }

    /** Another life, which may tell again what lies behind the checkpoint. */
    void begin(StreamPosition from) {
      expected.forEach(
          (item, offsets) ->
              next.put(
                  item, (int) offsets.stream().filter(offset -> offset < from.offset()).count()));
    }

    void checkAll() {
      assertThat(ended).hasSize(expected.values().stream().mapToInt(List::size).sum());
    }
  }

  private void fail(ShardWork work) {
    Effect.Call call = call(work);
    work.answered(call.number(), failed(), now, 0);
    now = Math.max(now, work.nextMillis().orElse(now));
  }

  private Effect.Call call(ShardWork work) {
    return (Effect.Call) only(work.due(now, 9));
  }

  private static Effect only(List<Effect> effects) {
    assertThat(effects).hasSize(1);
    return effects.getFirst();
  }

  private static CallOutcome failed() {
    return new CallOutcome.Failed("no", true);
  }

  private static List<Long> offsets(Effect.Call call) {
    return call.records().stream().map(record -> record.position().offset()).toList();
  }

  private void take(ShardWork work, int... offsets) {
    work.take(
        Arrays.stream(offsets).mapToObj(offset -> record(offset, 0, now)).toList(),
        at(offsets[offsets.length - 1] + 1),
        false,
        now);
  }

  private static ShardWork work(DeliveryRules rules) {
    return new ShardWork(rules, StreamPosition.START, BYTES_MAX);
  }

  private static DeliveryRules rules(
      int batch, long window, int lanes, int retries, boolean bisect) {
    return new DeliveryRules(
        batch, window, lanes, FilterCriteria.ALL, retries, -1, bisect, false, false, 1000);
  }

  private static EventRecord record(long offset, int item, long createdMillis) {
    return new EventRecord(at(offset), item, createdMillis, Bytes.owning(new byte[10]));
  }

  private static StreamPosition at(long offset) {
    return StreamPosition.ofRecord(offset);
  }
}
