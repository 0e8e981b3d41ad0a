package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.processes.EmailJournal.Email;
import dev.pangaea.simulator.processes.EmailJournal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a worker's journal finds what it is for, and nothing else. */
class EmailAuditTest {
  @Test
  void whatWasNotAnsweredWellComesAgain() {
    assertThat(
            faults(0, told("1", 1, 1, 2), told("2", 2, 1, 2), answered("2", 500), told("3", 3, 1)))
        .isEmpty();
  }

  @Test
  void aShardThatIsBegunAnewIsToldAgainOnce() {
    List<Entry> begunAnew =
        List.of(
            told("1", 1, 1, 2),
            answered("1", 200),
            told("2", 1, 1),
            answered("2", 200),
            told("3", 1, 2, 3));
    assertThat(EmailAudit.of(begunAnew, 1).faults()).isEmpty();
    assertThat(EmailAudit.of(begunAnew, 0).faults()).hasSize(1);
  }

  @Test
  void theFirstAttemptOfANewBeginningMayHaveDiedUnnoted() {
    assertThat(faults(1, told("1", 1, 1), answered("1", 200), told("2", 2, 1))).isEmpty();
  }

  @Test
  void aCallThatWasAnsweredWellIsNotMadeAgain() {
    assertThat(faults(0, told("1", 1, 1), answered("1", 200), told("2", 2, 1))).hasSize(1);
  }

  @Test
  void whatIsLeftOutIsFound() {
    assertThat(faults(9, told("1", 1, 1), told("2", 1, 3))).hasSize(1);
  }

  @Test
  void whatIsLeftOutWhenItIsToldAgainIsFound() {
    assertThat(faults(9, told("1", 1, 1, 2, 3), told("2", 2, 1, 3))).hasSize(1);
  }

  @Test
  void aLineThatIsNotWholeIsNone(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("journal");
    Email email = new Email("e1", "o", 1);
    try (EmailJournal journal = EmailJournal.open(path)) {
      journal.add(new Entry.Sent(email));
    }
    EmailJournal.Reader reader = new EmailJournal.Reader(path);
    Files.writeString(path, "sent\te2,o", StandardOpenOption.APPEND);
    assertThat(reader.all()).containsExactly(new Entry.Sent(email));
    List<Entry> more =
        List.of(told("1", 2, 2, 3), new Entry.Held("1"), answered("1", 500), sent(3));
    try (EmailJournal journal = EmailJournal.open(path)) {
      for (Entry entry : more) {
        journal.add(entry);
      }
    }
    assertThat(reader.all()).startsWith(new Entry.Sent(email)).endsWith(more.getLast());
    assertThat(reader.all().subList(1, 5)).isEqualTo(more);
    assertThat(EmailAudit.sent(reader.all())).isEqualTo(Map.of("o", List.of(1, 3)));
  }

  private static List<String> faults(int beginnings, Entry... journal) {
    return EmailAudit.of(List.of(journal), beginnings).faults();
  }

  private static Entry told(String call, int attempt, int... versions) {
    return new Entry.Told(
        call, attempt, Arrays.stream(versions).mapToObj(EmailAuditTest::email).toList());
  }

  private static Entry sent(int version) {
    return new Entry.Sent(email(version));
  }

  private static Entry answered(String call, int status) {
    return new Entry.Answered(call, status);
  }

  private static Email email(int version) {
    return new Email("e" + version, "o", version);
  }
}
