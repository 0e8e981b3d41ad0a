package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME_LOG;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The leaders' loop on its own thread. */
class LeaderLoopTest {
  private static final WriteOutcome UNAVAILABLE = new WriteOutcome.Unavailable();
  private static final PartitionId OTHER = new PartitionId(1, 1);

  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
  private final MemoryStore memory = new MemoryStore();
  private final TamperedStore store = new TamperedStore(memory);
  private final AtomicLong writers = new AtomicLong(1);
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final LeaderLoop loop =
      new LeaderLoop(
          HOME,
          store,
          BOUNDS,
          LedgerSettings.PLAIN,
          InstantSource.system(),
          writers::incrementAndGet,
          this::fail);
  private MemoryPartitionLog log;

  @BeforeEach
  void create() throws Exception {
    logs.create(HOME_LOG, 2, Optional.empty());
    log = logs.partition(HOME_LOG, 0);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void acknowledgesEveryWriteOfManyThreadsOnce() throws Exception {
    lead(PARTITION, 0);
    lead(OTHER, 1);
    List<CompletableFuture<WriteOutcome>> answers = new ArrayList<>();
    AtomicLong twice = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        String name = "t" + thread;
        done.add(CompletableFuture.runAsync(() -> write(name, answers, twice), threads));
      }
      done.forEach(Await::result);
    }
    assertThat(answers).hasSize(8 * 400);
    assertThat(answers)
        .allSatisfy(
            each -> assertThat(Await.result(each)).isInstanceOf(WriteOutcome.Written.class));
    assertThat(twice).hasValue(0);
    assertThat(NaiveFold.of(log.entries()).writes()).hasSize(8 * 200);
    assertThat(NaiveFold.of(memory, AWAY)).isEqualTo(NaiveFold.of(log.entries()).state());
    assertThat(memory.applied(OTHER).items()).isEqualTo(8 * 200);
  }

  @Test
  void throttlesWhenMoreIsHandedInThanItLooksAt() {
    List<CompletableFuture<WriteOutcome>> taken = new ArrayList<>();
    for (int index = 0; index < BOUNDS.inbox(); index++) {
      taken.add(write(PARTITION, "a", "x"));
    }
    assertThat(write(PARTITION, "a", "y")).isCompletedWithValue(new WriteOutcome.Throttled());
    assertThat(taken).allSatisfy(each -> assertThat(each).isNotDone());
    loop.close();
    assertThat(taken).allSatisfy(each -> assertThat(each).isCompletedWithValue(UNAVAILABLE));
  }

  @Test
  void answersAllThatWaitWhenItCloses() {
    lead(PARTITION, 0);
    log.usualFate(Fate.HELD);
    CompletableFuture<WriteOutcome> underWay = write(PARTITION, "a", "1");
    Await.until(() -> log.held() == 1);
    CompletableFuture<WriteOutcome> waits = write(PARTITION, "a", "2");
    loop.close();
    assertThat(underWay).isCompletedWithValue(new WriteOutcome.InDoubt());
    assertThat(waits).isCompletedWithValue(UNAVAILABLE);
    assertThat(loop.status()).isEmpty();
  }

  @Test
  void answersThoseWhoComeTooLate() {
    lead(PARTITION, 0);
    loop.close();
    assertThat(write(PARTITION, "a", "1")).isCompletedWithValue(UNAVAILABLE);
    CompletableFuture<AppendAnswer> copied = new CompletableFuture<>();
    loop.copy(PARTITION, new Body.Copy(AWAY, Context.EMPTY, List.of()), copied::complete);
    assertThat(copied).isCompletedWithValue(new AppendAnswer.Unavailable());
    CountDownLatch closed = new CountDownLatch(1);
    loop.close(PARTITION, closed::countDown);
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void answersEverybodyWhileItCloses() {
    lead(PARTITION, 0);
    List<CompletableFuture<WriteOutcome>> answers = new ArrayList<>();
    AtomicLong twice = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        String name = "t" + thread;
        threads.execute(() -> write(name, answers, twice));
      }
      Await.until(() -> memory.applied(PARTITION).items() > 0);
      loop.close();
    }
    assertThat(answers).hasSize(4 * 400);
    assertThat(answers).allSatisfy(each -> assertThat(each).isDone());
    assertThat(twice).hasValue(0);
  }

  @Test
  void endsLoudlyWhenTheStoreFails() {
    lead(PARTITION, 0);
    store.failNow();
    CompletableFuture<WriteOutcome> answer = write(PARTITION, "a", "1");
    assertThat(Await.result(answer)).isEqualTo(new WriteOutcome.InDoubt());
    assertThat(Await.result(failure)).hasMessageContaining("on purpose");
    assertThat(write(PARTITION, "a", "2")).isCompletedWithValue(UNAVAILABLE);
  }

  @Test
  void recoversALongLog() {
    lead(PARTITION, 0);
    for (int index = 0; index < 3000; index++) {
      Await.result(write(PARTITION, "k" + index % 100, "v" + index));
    }
    loop.close();
    MemoryStore fresh = new MemoryStore();
    try (LeaderLoop next =
        new LeaderLoop(
            HOME,
            fresh,
            BOUNDS,
            LedgerSettings.PLAIN,
            InstantSource.system(),
            writers::incrementAndGet,
            this::fail)) {
      next.start();
      CompletableFuture<Void> leading = new CompletableFuture<>();
      next.open(opening(PARTITION, 0, leading));
      Await.result(leading);
      assertThat(NaiveFold.of(fresh, AWAY)).isEqualTo(NaiveFold.of(log.entries()).state());
    }
  }

  /** An owner that closes the loop as soon as it hears of the failure. */
  private void fail(Throwable cause) {
    loop.close();
    failure.complete(cause);
  }

  private void lead(PartitionId partition, int number) {
    if (partition.equals(PARTITION)) {
      loop.start();
    }
    CompletableFuture<Void> leading = new CompletableFuture<>();
    loop.open(opening(partition, number, leading));
    Await.result(leading);
  }

  private PartitionOpening opening(
      PartitionId partition, int number, CompletableFuture<Void> leading) {
    return new PartitionOpening(
        partition,
        logs.partition(HOME_LOG, number),
        change -> true,
        true,
        () -> leading.complete(null));
  }

  private void write(String name, List<CompletableFuture<WriteOutcome>> answers, AtomicLong twice) {
    for (int index = 0; index < 400; index++) {
      CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
      synchronized (answers) {
        answers.add(answer);
      }
      loop.write(
          index % 2 == 0 ? PARTITION : OTHER,
          put(name + "/" + index, "x"),
          outcome -> {
            if (!answer.complete(outcome)) {
              twice.incrementAndGet();
            }
          });
      if (index % 8 == 0) {
        Await.result(answer);
      }
    }
  }

  private CompletableFuture<WriteOutcome> write(PartitionId partition, String key, String content) {
    CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
    loop.write(partition, put(key, content), answer::complete);
    return answer;
  }
}
