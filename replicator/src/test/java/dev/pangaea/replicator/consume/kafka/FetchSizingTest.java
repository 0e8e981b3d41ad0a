package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.replicator.consume.kafka.FetchSizing.Heard;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FetchSizingTest {
  private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();
  private static final int LOOKS_PER_SECOND = 4;

  private final FetchSizing sizing = new FetchSizing(0);
  private long now;
  private long bytes;
  private long answers;
  private long opened = 1;
  private boolean fetching = true;

  private Optional<FetchSize> look(long more, long answered) {
    now += LOOK_NANOS;
    bytes += more;
    answers += answered;
    return sizing.look(now, new Heard(bytes, answers, opened), fetching);
  }

  /** Bytes come at this speed for so long, and no fetch is answered. */
  private Optional<FetchSize> coming(long bytesPerSecond, int seconds) {
    Optional<FetchSize> wanted = Optional.empty();
    for (int count = 0; count < seconds * LOOKS_PER_SECOND && wanted.isEmpty(); count++) {
      wanted = look(bytesPerSecond / LOOKS_PER_SECOND, 0);
    }
    return wanted;
  }

  /** At this speed answers come that are as large as they may be, for at most so many of them. */
  private Optional<FetchSize> fullAnswers(long bytesPerSecond, int most) {
    Optional<FetchSize> wanted = Optional.empty();
    for (int count = 0; count < most && wanted.isEmpty(); count++) {
      long left = sizing.size().bytesMax();
      for (long step = bytesPerSecond / LOOKS_PER_SECOND; left > step; left -= step) {
        assertThat(look(step, 0)).isEmpty();
      }
      wanted = look(left, 1);
    }
    return wanted;
  }

  /** An answer is given up after its time, and asked for again on another connection. */
  private Optional<FetchSize> givenUp(long bytesPerSecond) {
    int seconds = (int) sizing.size().timeout().toSeconds();
    assertThat(coming(bytesPerSecond, seconds)).isEmpty();
    opened++;
    return coming(bytesPerSecond, 1);
  }

  private void begin(FetchSize size) {
    sizing.begin(size, now, new Heard(bytes, answers, opened));
  }

  @Test
  void overANarrowLinkFetchesGetASizeThatComesInItsTime() {
    assertThat(givenUp(300_000)).contains(FetchSize.MEDIUM);
  }

  @Test
  void theNarrowerItIsTheSmallerTheyGet() {
    assertThat(givenUp(64_000)).contains(FetchSize.SMALL);
    begin(FetchSize.LARGE);
    assertThat(givenUp(4_000)).contains(FetchSize.LEAST);
    begin(FetchSize.LEAST);
    assertThat(givenUp(4_000)).isEmpty();
  }

  @Test
  void aCutLinkIsNotNarrow() {
    assertThat(coming(0, 3_600)).isEmpty();
    opened += 3;
    assertThat(coming(0, 3_600)).isEmpty();
  }

  @Test
  void aCutInTheMiddleOfAnAnswerDoesNotMakeALinkNarrow() {
    assertThat(coming(1_000_000, 4)).isEmpty();
    assertThat(coming(0, 30)).isEmpty();
    opened++;
    assertThat(coming(1_000_000, 1)).isEmpty();
    opened++;
    assertThat(coming(1_000_000, 7)).isEmpty();
    assertThat(look(1_000, 1)).isEmpty();
  }

  @Test
  void aFewBytesDoNotTell() {
    assertThat(givenUp(1_000)).isEmpty();
    assertThat(coming(1_000, 10)).contains(FetchSize.LEAST);
  }

  @Test
  void handshakesBetweenSilencesDoNotMakeALinkNarrow() {
    for (int count = 0; count < 100; count++) {
      opened++;
      assertThat(coming(40_000, 1)).isEmpty();
      assertThat(coming(0, 9)).isEmpty();
    }
  }

  @Test
  void questionsOtherThanFetchesDoNotMakeALinkNarrow() {
    assertThat(coming(40_000, 1)).isEmpty();
    opened++;
    assertThat(coming(40_000, 600)).isEmpty();
  }

  @Test
  void answersThatComeJustInTimeAreLeftAsTheyAre() {
    for (int count = 0; count < 100; count++) {
      opened++;
      assertThat(coming(300_000, 9)).isEmpty();
      assertThat(look(75_000, 1)).isEmpty();
    }
  }

  @Test
  void timeInWhichNobodyLookedIsNoneInWhichBytesCame() {
    assertThat(coming(300_000, 6)).isEmpty();
    now += Duration.ofMinutes(5).toNanos();
    opened++;
    assertThat(coming(300_000, 3)).isEmpty();
  }

  @Test
  void aWideLinkGetsLargerFetchesOneStepAtATime() {
    begin(FetchSize.LEAST);
    assertThat(fullAnswers(8_000_000, 2)).isEmpty();
    assertThat(fullAnswers(8_000_000, 1)).contains(FetchSize.SMALL);
    begin(FetchSize.SMALL);
    assertThat(fullAnswers(8_000_000, 3)).contains(FetchSize.MEDIUM);
    begin(FetchSize.MEDIUM);
    assertThat(fullAnswers(8_000_000, 3)).contains(FetchSize.LARGE);
    begin(FetchSize.LARGE);
    assertThat(fullAnswers(8_000_000, 100)).isEmpty();
  }

  @Test
  void aLinkOnWhichTheLargerWouldNotComeWellInItsTimeKeepsItsSize() {
    begin(FetchSize.SMALL);
    assertThat(fullAnswers(200_000, 100)).isEmpty();
    begin(FetchSize.MEDIUM);
    assertThat(fullAnswers(3_000_000, 100)).isEmpty();
  }

  @Test
  void smallAnswersDoNotTellThatALinkIsWide() {
    begin(FetchSize.LEAST);
    for (int count = 0; count < 1_000; count++) {
      assertThat(look(30_000, 1)).isEmpty();
    }
  }

  /** Whatever the size, an answer has a whole batch of the log, which may be larger. */
  @Test
  void aSizeThatWasGivenUpIsReturnedToOnlyAtTwiceTheSpeed() {
    begin(FetchSize.SMALL);
    assertThat(givenUp(20_000)).contains(FetchSize.LEAST);
    begin(FetchSize.LEAST);
    assertThat(fullAnswers(30_000, 100)).isEmpty();
    assertThat(fullAnswers(60_000, 3)).contains(FetchSize.SMALL);
  }

  @Test
  void withSmallFetchesASilenceEndsTheLongWait() {
    begin(FetchSize.SMALL);
    assertThat(coming(64_000, 3)).isEmpty();
    assertThat(coming(0, 9)).isEmpty();
    assertThat(coming(0, 1)).contains(FetchSize.SMALL);
    begin(FetchSize.SMALL);
    assertThat(coming(0, 9)).isEmpty();
    assertThat(coming(0, 1)).contains(FetchSize.SMALL);
  }

  @Test
  void whereNothingIsAskedForASilenceMeansNothing() {
    begin(FetchSize.SMALL);
    fetching = false;
    assertThat(coming(0, 3_600)).isEmpty();
    fetching = true;
    assertThat(coming(0, 9)).isEmpty();
  }
}
