package dev.pangaea.regionnode.control.http;

import dev.pangaea.regionnode.control.RecordListening;
import dev.pangaea.regionnode.control.TailEntry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One client that listens to the tail of a log. It is written to at a steady beat and a bounded
 * amount at a time, and not at all while it does not read: the thread that it shares with
 * deliveries is not held up, and what is too much for it is skipped, and told. Confined to the
 * connection's event loop.
 */
final class RecordStream {
  private static final long BEAT_MILLIS = 100;
  private static final int ENTRIES_PER_BEAT = 256;

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
  private int quietBeats;

  RecordStream(RecordListening listening, HttpServerResponse response) {
    this.listening = listening;
    this.response = response;
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
    Buffer told = Buffer.buffer();
    long skipped = listening.takeSkipped();
    if (skipped > 0) {
      told.appendString("event: skipped\n");
      append(json.skipped(skipped), told);
    }
    for (int left = ENTRIES_PER_BEAT; left > 0; left--) {
      Optional<TailEntry> next = listening.next();
      if (next.isEmpty()) {
        break;
      }
      append(json.entry(next.get()), told);
    }
    if (told.length() > 0) {
      response.write(told);
      quietBeats = 0;
    } else if (++quietBeats == QUIET_BEATS_MAX) {
      response.write(": quiet\n\n");
      quietBeats = 0;
    }
  }

  private static void append(byte[] document, Buffer to) {
    to.appendBytes(DATA).appendBytes(document).appendBytes(END);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
