package dev.pangaea.simulator.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What an {@link EmailWorker} has done, a line for each entry, in their order. It outlives the
 * worker as a database would; a line that was not whole when the worker died is none.
 */
final class EmailJournal implements AutoCloseable {
  private static final String BETWEEN = "\t";

  private final FileChannel file;

  private EmailJournal(FileChannel file) {
    this.file = file;
  }

  /** An e-mail: what an event of a stream is for this worker. */
  record Email(String eventId, String order, int version) {
    private static Email of(String text) {
      String[] parts = text.split(",");
      return new Email(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    private String text() {
      return eventId + "," + order + "," + version;
    }
  }

  sealed interface Entry {
    /** A call has come. @param attempt as the caller counts them */
    record Told(String call, int attempt, List<Email> emails) implements Entry {
      public Told {
        emails = List.copyOf(emails);
      }
    }

    /** An e-mail was sent, and is remembered: both or neither. */
    record Sent(Email email) implements Entry {}

    /** A call is held when half of it is done. */
    record Held(String call) implements Entry {}

    /** A call was answered. */
    record Answered(String call, int status) implements Entry {}
  }

  /** Opens it for its one writer. */
  static EmailJournal open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    file.truncate(whole(path).length);
    file.position(file.size());
    return new EmailJournal(file);
  }

  /** Reads on in a journal that grows. Confined to one thread. */
  static final class Reader {
    private final Path path;
    private final List<Entry> entries = new ArrayList<>();
    private int bytes;

    Reader(Path path) {
      this.path = path;
    }

    /** All that is written now. */
    List<Entry> all() throws IOException {
      byte[] now = whole(path);
      String more = new String(now, bytes, now.length - bytes, UTF_8);
      more.lines().map(EmailJournal::entry).forEach(entries::add);
      bytes = now.length;
      return Collections.unmodifiableList(entries);
    }
  }

  synchronized void add(Entry entry) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((text(entry) + "\n").getBytes(UTF_8));
    while (line.hasRemaining()) {
      file.write(line);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static byte[] whole(Path path) throws IOException {
    try {
      byte[] all = Files.readAllBytes(path);
      int end = all.length;
      while (end > 0 && all[end - 1] != '\n') {
        end--;
      }
      return Arrays.copyOf(all, end);
    } catch (NoSuchFileException notYet) {
      return new byte[0];
    }
  }

  private static String text(Entry entry) {
    return switch (entry) {
      case Entry.Told(String call, int attempt, List<Email> emails) ->
          String.join(
              BETWEEN,
              "told",
              call,
              "" + attempt,
              String.join(BETWEEN, emails.stream().map(Email::text).toList()));
      case Entry.Sent(Email email) -> String.join(BETWEEN, "sent", email.text());
      case Entry.Held(String call) -> String.join(BETWEEN, "held", call);
      case Entry.Answered(String call, int status) ->
          String.join(BETWEEN, "answered", call, "" + status);
    };
  }

  private static Entry entry(String line) {
    List<String> parts = List.of(line.split(BETWEEN));
    return switch (parts.getFirst()) {
      case "told" ->
          new Entry.Told(
              parts.get(1),
              Integer.parseInt(parts.get(2)),
              parts.subList(3, parts.size()).stream().map(Email::of).toList());
      case "sent" -> new Entry.Sent(Email.of(parts.get(1)));
      case "held" -> new Entry.Held(parts.get(1));
      case "answered" -> new Entry.Answered(parts.get(1), Integer.parseInt(parts.get(2)));
      default -> throw new IllegalArgumentException(line);
    };
  }
}
