package dev.pangaea.simulator.console;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page's live streams, in place of those of the server: flooded, or refused. */
final class Feeds {
  private static final String EVENTS = "**/api/events";
  private static final String RECORDS = "**/api/records?*";
  private static final String HISTORY = "**/api/history";
  private static final String TABLES = "**/api/tables";
  private static final int RECORDS_AT_ONCE = 2_000;
  private static final int BATCH = 200;
  private static final int EVENTS_AT_ONCE = 400;

  /** Later than any that the regions decide, so that they are the newest. */
  private static final long DECIDED_MILLIS = 32_000_000_000_000L;

  private static final String RECORDS_SEEN =
      "Number(/^(\\d+) records/.exec("
          + "document.querySelector('.tail .hint').textContent.replace(/,/g, ''))?.[1] ?? 0)";

  /** Counts how often a part is drawn, and the most changes of the page that a drawing makes. */
  private static final String WATCH =
      """
      part => {
        window.drawn = {began: performance.now(), times: 0, most: 0, millis: 0};
        new MutationObserver(changes => {
          drawn.times++;
          drawn.most = Math.max(drawn.most, changes.length);
          drawn.millis = performance.now() - drawn.began;
        }).observe(document.querySelector(part), {subtree: true, childList: true, attributes: true, characterData: true});
      }
      """;

  private static final String SNAPSHOT =
      """
      event: snapshot
      data: {"atMillis":1795300000000,"regions":[],"links":[],"convergedAsOfMillis":null,"conflicts":9}

      """;

  private final Page page;
  private int round;
  private final List<Runnable> held = new ArrayList<>();
  private boolean holds = true;

  Feeds(Page page) {
    this.page = page;
  }

  /** Nothing comes any more, and the page is not told why. */
  void end() {
    visible(false);
  }

  /** The streams are refused from now on; the one that is open ends as when the server goes. */
  void refuseEvents() {
    page.route(EVENTS, Route::abort);
    visible(false);
    visible(true);
  }

  void letEventsPass() {
    page.unroute(EVENTS);
  }

  /**
   * The history is made when the page asks for it, and is on its way until it is let arrive: the
   * page waits as long.
   */
  void holdHistory() {
    page.addInitScript("AbortSignal.timeout = () => new AbortController().signal");
    page.route(HISTORY, this::hold);
  }

  /** As the history. */
  void holdTables() {
    page.route(TABLES, this::hold);
  }

  void awaitHeld() {
    page.waitForCondition(() -> !held.isEmpty());
  }

  void letArrive() {
    holds = false;
    held.forEach(Runnable::run);
    page.unroute(HISTORY);
    page.unroute(TABLES);
  }

  private void hold(Route route) {
    APIResponse made = route.fetch();
    Runnable answer = () -> route.fulfill(new Route.FulfillOptions().setResponse(made));
    if (holds) {
      held.add(answer);
    } else {
      answer.run();
    }
  }

  /** As when the reader goes to another window and comes back: the page opens its stream anew. */
  private void visible(boolean shown) {
    page.evaluate(
        "shown => { Object.defineProperty(document, 'hidden', {value: !shown, configurable: true});"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        shown);
  }

  /** Thousands of records at once, and again and again. */
  void floodRecords() {
    page.route(RECORDS, route -> stream(route, records()));
  }

  /**
   * Conflicts and marks by the hundred, and again and again, with a snapshot of nothing each time.
   */
  void floodEvents() {
    page.route(EVENTS, route -> stream(route, events()));
  }

  private static void stream(Route route, String body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(200)
            .setHeaders(Map.of("Content-Type", "text/event-stream"))
            .setBody("retry: 50\n\n" + body));
  }

  /** In batches as large as those of the server, and many times as often. */
  private String records() {
    StringBuilder body = new StringBuilder();
    int first = round++ * RECORDS_AT_ONCE;
    for (int batch = first; batch < first + RECORDS_AT_ONCE; batch += BATCH) {
      String records =
          IntStream.range(batch, batch + BATCH)
              .mapToObj(Feeds::record)
              .collect(Collectors.joining(","));
      body.append("event: batch\ndata: {\"skipped\":0,\"records\":[")
          .append(records)
          .append("]}\n\n");
    }
    return body.toString();
  }

  private static String record(int number) {
    return """
        {"partition":0,"offset":%d,"atMillis":%d,"kind":"put","origin":"us-east-1",\
        "replicated":false,"outcome":null,"version":"v%d","key":{"pk":{"S":"k%d"}},\
        "item":{"pk":{"S":"k%d"},"v":{"S":"some words %d"}}}\
        """
        .formatted(number, 1_795_300_000_000L + number, number, number, number, number);
  }

  private String events() {
    StringBuilder body = new StringBuilder(SNAPSHOT);
    int first = round++ * EVENTS_AT_ONCE;
    for (int number = first; number < first + EVENTS_AT_ONCE; number++) {
      body.append(
          """
          event: mark
          data: {"atMillis":%d,"kind":"scenario","links":[],"text":"step %d"}

          event: conflict
          data: {"id":"%d","table":"demo","key":{"pk":{"S":"k%d"}},"region":"us-east-1","atMillis":%d,\
          "rule":"last-writer-wins","outcome":"ARRIVED_WON","lost":["v"],"deleteLost":false,"restoredAs":null,\
          "winner":{"side":"ARRIVED","region":"eu-west-1","version":"w%d","atMillis":1,"item":null},\
          "loser":{"side":"HERE","region":"us-east-1","version":"l%d","atMillis":1,"item":null}}

          """
              .formatted(
                  1_795_300_000_000L + number,
                  number,
                  number,
                  number,
                  DECIDED_MILLIS + number,
                  number,
                  number));
    }
    return body.toString();
  }

  /** How many the page says that have come by. */
  int recordsSeen() {
    return (int) page.evaluate("() => " + RECORDS_SEEN);
  }

  /** How a part was drawn since {@link #watch}. */
  record Drawn(int times, int changesMax, double seconds) {}

  void watch(String part) {
    page.evaluate(WATCH, part);
  }

  Drawn drawn() {
    Map<?, ?> drawn = (Map<?, ?>) page.evaluate("() => window.drawn");
    return new Drawn(
        ((Number) drawn.get("times")).intValue(),
        ((Number) drawn.get("most")).intValue(),
        ((Number) drawn.get("millis")).doubleValue() / 1000);
  }

  void awaitRecords(int least) {
    page.waitForFunction("least => " + RECORDS_SEEN + " >= least", least);
  }

  int nodes() {
    return (int) page.evaluate("() => document.querySelectorAll('*').length");
  }

  /** What the page keeps after all that it does not need is gone. */
  double heapBytes() {
    CDPSession session = page.context().newCDPSession(page);
    try {
      session.send("HeapProfiler.collectGarbage");
      JsonObject usage = session.send("Runtime.getHeapUsage");
      return usage.get("usedSize").getAsDouble();
    } finally {
      session.detach();
    }
  }
}
