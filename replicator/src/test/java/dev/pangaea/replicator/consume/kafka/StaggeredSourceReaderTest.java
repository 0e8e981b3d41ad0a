package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class StaggeredSourceReaderTest {
  private static final int ENTRIES = 400;

  private final LogBook book = filled();
  private final AtomicLong roundTripNanos = new AtomicLong(-1);
  private final AtomicLong backlog = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger openedMore = new AtomicInteger();
  private final AtomicReference<Runnable> beforePoll = new AtomicReference<>(() -> {});
  private final StaggeredSourceReader reader =
      new StaggeredSourceReader(
          "test",
          new StaggeredSourceReader.Lanes() {
            @Override
            public SourceReader first() {
              return new BookReader();
            }

            @Override
            public SourceReader more(int lane) {
              openedMore.incrementAndGet();
              return new BookReader();
            }
          },
          () ->
              roundTripNanos.get() < 0
                  ? Optional.empty()
                  : Optional.of(RoundTrip.Times.of(roundTripNanos.get())),
          () -> {});

  private static LogBook filled() {
    LogBook book = new LogBook("orders", 0);
    for (int count = 0; count < ENTRIES; count++) {
      book.noop();
    }
    return book;
  }

  /** Gives three entries of a finished log at each poll. */
  private final class BookReader implements SourceReader {
    private final Semaphore woken = new Semaphore(0);
    private volatile long place = -1;

    BookReader() {
      open.incrementAndGet();
    }

    @Override
    public void read(LogPartition log, long offset) {
      place = offset;
    }

    @Override
    public void leave(LogPartition log) {
      place = -1;
    }

    @Override
    public void hold(Set<LogPartition> held) {}

    @Override
    public List<Arrived> poll(Duration wait) {
      beforePoll.get().run();
      List<LogEntry> entries = place < 0 ? List.of() : book.from(place, 3);
      if (entries.isEmpty()) {
        try {
          assertThat(woken.tryAcquire(1, TimeUnit.MILLISECONDS)).isIn(true, false);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
        return List.of();
      }
      place += entries.size();
      return List.of(new Arrived.Entries(book.partition(), entries));
    }

    @Override
    public Map<LogPartition, Long> ends() {
      return place < 0 ? Map.of() : Map.of(book.partition(), place + backlog.get());
    }

    @Override
    public Connections connections() {
      return new Connections(1, 1, 1, 1);
    }

    @Override
    public void wakeUp() {
      woken.release();
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  @AfterEach
  void close() {
    reader.close();
    assertThat(open.get()).as("readers left open").isZero();
  }

  private List<Long> offsets(int count) {
    List<Long> offsets = new ArrayList<>();
    while (offsets.size() < count) {
      refuseToSpin();
      for (Arrived arrived : reader.poll(Duration.ofMillis(100))) {
        ((Arrived.Entries) arrived).entries().stream().map(LogEntry::offset).forEach(offsets::add);
      }
    }
    return offsets;
  }

  /** A reader whose thread is interrupted does not wait. */
  private static void refuseToSpin() {
    assertThat(Thread.currentThread().isInterrupted()).as("the test's time is up").isFalse();
  }

  private void pollUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      refuseToSpin();
      reader.poll(Duration.ofMillis(10));
    }
  }

  @Test
  void aNearSourceIsReadByOneLaneInOrder() {
    reader.read(book.partition(), 0);

    assertThat(offsets(ENTRIES)).isSorted().doesNotHaveDuplicates();
    assertThat(openedMore).hasValue(0);
    pollUntil(() -> reader.ends().containsKey(book.partition()));
    assertThat(reader.connections().open()).isEqualTo(1);
  }

  @Test
  void aFarSourceIsReadByManyLanesAndStillInOrder() {
    roundTripNanos.set(Duration.ofMillis(60).toNanos());
    pollUntil(() -> openedMore.get() >= 4);
    reader.read(book.partition(), 0);
    assertThat(offsets(ENTRIES)).isSorted().doesNotHaveDuplicates();

    reader.read(book.partition(), 200);
    List<Long> again = offsets(ENTRIES - 200);
    assertThat(again).isSorted().doesNotHaveDuplicates().startsWith(200L);

    roundTripNanos.set(0);
    pollUntil(() -> open.get() == 1);
  }

  @Test
  void aBacklogThatWouldFillTheLinkIsReadByOneLane() {
    roundTripNanos.set(Duration.ofMillis(60).toNanos());
    reader.read(book.partition(), 0);
    pollUntil(() -> openedMore.get() >= 4);

    backlog.set(1_000_000);
    pollUntil(() -> open.get() == 1);
  }

  @Test
  void allLanesFollowALaterWish() {
    reader.read(book.partition(), 0);
    offsets(200);
    roundTripNanos.set(Duration.ofMillis(60).toNanos());
    pollUntil(() -> openedMore.get() >= 4);
    reader.leave(book.partition());
    reader.read(book.partition(), 390);

    assertThat(offsets(10))
        .containsExactly(390L, 391L, 392L, 393L, 394L, 395L, 396L, 397L, 398L, 399L);
  }

  @Test
  void aLogNeverEndsBeforeWhatWasGivenOfIt() {
    reader.read(book.partition(), 0);
    pollUntil(() -> reader.ends().containsKey(book.partition()));
    reader.read(book.partition(), 0);
    offsets(ENTRIES);

    assertThat(reader.ends()).containsEntry(book.partition(), (long) ENTRIES);
  }

  @Test
  void wakingUpEndsAWait() {
    reader.wakeUp();

    assertThat(reader.poll(Duration.ofMinutes(5))).isEmpty();
  }

  @Test
  void aLaneThatFailsIsAFailureOfTheReader() {
    beforePoll.set(
        () -> {
          throw new IllegalArgumentException("broken for this test");
        });

    assertThatThrownBy(() -> pollUntil(() -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lane");
  }

  @Test
  void anErrorOfTheMachineInALaneIsAFailureOfTheReader() {
    beforePoll.set(
        () -> {
          throw new NoClassDefFoundError("broken for this test");
        });

    assertThatThrownBy(() -> pollUntil(() -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
  }
}
