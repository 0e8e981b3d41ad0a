package dev.pangaea.regionnode.control.http;

import dev.pangaea.regionnode.control.RecordListening;
import dev.pangaea.regionnode.control.TailEntry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One client that listens to the tail of a log. It is written to at a steady beat and a bounded
 * amount at a time, and not at all while it does not read: the thread that it shares with
 * deliveries is not held up, and what is too much for it is skipped, and told. Confined to the
 * connection's event loop.
 *
 * <p>Who reads for a person asks for batches: what came within a second is one event, of the newest
 * that wait; after a second of silence the first is told at the next beat.
 */
final class RecordStream {
  private static final long BEAT_MILLIS = 100;
  private static final int ENTRIES_PER_BEAT = 256;

  private static final int BEATS_PER_BATCH = 10;

  /** After so long without a word the client is told that the connection lives. */
  private static final int QUIET_BEATS_MAX = 150;

  private static final int BEATS_PER_LOOK_AT_TABLE = 10;
  private static final byte[] DATA = bytes("data: ");
  private static final byte[] END = bytes("\n\n");

  private final RecordListening listening;
  private final HttpServerResponse response;
  private final TailJson json;
  private long timer;
  private int beats;
  private final boolean batches;
  private int quietBeats = BEATS_PER_BATCH;

  RecordStream(RecordListening listening, HttpServerResponse response, boolean batches) {
    this.listening = listening;
    this.response = response;
    this.batches = batches;
    this.json = new TailJson(listening.table().settings().keySchema());
  }

  void start(Vertx vertx) {
    timer = vertx.setPeriodic(BEAT_MILLIS, beat -> beat(vertx));
    response.closeHandler(closed -> stop(vertx));
    response.exceptionHandler(failure -> stop(vertx));
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .write(": from now on\n\n");
  }

  private void stop(Vertx vertx) {
    vertx.cancelTimer(timer);
    listening.close();
  }

  private void beat(Vertx vertx) {
    if (response.closed() || response.ended()) {
      stop(vertx);
    } else if (++beats % BEATS_PER_LOOK_AT_TABLE == 0 && !listening.goesOn()) {
      response.end("event: gone\ndata: {}\n\n");
      stop(vertx);
    } else if (!response.writeQueueFull()) {
      tell();
    }
  }

  private void tell() {
    quietBeats++;
    if (listening.hasNews() && (!batches || quietBeats >= BEATS_PER_BATCH)) {
      response.write(batches ? batch() : events());
      quietBeats = 0;
    } else if (quietBeats >= QUIET_BEATS_MAX) {
      response.write(": quiet\n\n");
      quietBeats = BEATS_PER_BATCH;
    }
  }

  private Buffer batch() {
    long skipped = listening.takeSkipped();
    Buffer told = Buffer.buffer("event: batch\n");
    append(json.batch(skipped, next(listening.waitingMax())), told);
    return told;
  }

  private Buffer events() {
    Buffer told = Buffer.buffer();
    long skipped = listening.takeSkipped();
    if (skipped > 0) {
      told.appendString("event: skipped\n");
      append(json.skipped(skipped), told);
    }
    next(ENTRIES_PER_BEAT).forEach(entry -> append(entry, told));
    return told;
  }

  private List<byte[]> next(int most) {
    List<byte[]> entries = new ArrayList<>();
    while (entries.size() < most) {
      Optional<TailEntry> next = listening.next();
      if (next.isEmpty()) {
        break;
      }
      entries.add(json.entry(next.get()));
    }
    return entries;
  }

  private static void append(byte[] document, Buffer to) {
    to.appendBytes(DATA).appendBytes(document).appendBytes(END);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
