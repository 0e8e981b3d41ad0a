package dev.pangaea.simulator.console;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.pangaea.simulator.story.EmbeddedDemo;
import dev.pangaea.simulator.story.InThisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console's page on a running demo. Skipped where there is no Chromium. */
@InThisProcess
@ResourceLock(Chromium.NETWORK)
class ConsoleIT {
  private static final int DOM_SLACK = 200;
  private static final int TAIL_ROWS = 12;
  private static final int CHANGES_PER_ROW = 10;
  private static final double HEAP_SLACK_BYTES = 12e6;

  @TempDir static Path folder;
  private static EmbeddedDemo demo;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Path program = Chromium.assumed();
    demo = EmbeddedDemo.start(folder);
    chromium = Chromium.start(program);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @AfterEach
  void leaveLinksWhole() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      console.awaitHeadline(" ");
      console.page().evaluate(Scripts.HEAL);
      console.awaitHeadline("Converged as of");
    }
  }

  private static ConsolePage open(ColorScheme scheme) {
    return ConsolePage.open(chromium.browser(), demo.consolePort(), scheme);
  }

  /** One that has not been loaded yet. */
  private static ConsolePage toBeLoaded() {
    return ConsolePage.at(chromium.browser(), demo.consolePort(), ColorScheme.LIGHT);
  }

  @Test
  void showsHowRegionsGoOnAloneAndComeTogetherAgain() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      console.awaitHeadline("Converged as of");
      console.button("New item").click();
      console.writeItem("{\"pk\": \"cart-1\", \"v\": \"one\"}");
      console.says(".verdict", "The same in every region.");
      console.counts(".item-view td.value:text-is('\"one\"')", 2);

      console.button("Cut").click();
      console.awaitHeadline("Cut off for");
      console.find("#map").scrollIntoViewIfNeeded();
      console.counts(".line[data-state=cut]", 2);
      write(console, US, "from the west");
      console.says(".verdict", "The regions differ.");
      console.counts(".item-view tr[data-differs] th:has-text('v')", 1);
      write(console, EU, "from the east");
      console.counts(".item-view td.value:text-is('\"from the west\"')", 1);
      console.counts(".item-view td.value:text-is('\"from the east\"')", 1);
      Locator staleness = console.find("#link-table td[data-label=Staleness]").first();
      console.says(staleness, Pattern.compile("([3-9]|\\d\\d)(\\.\\d)?\u00a0s"));
      console.says(".events li[data-kind=cut] >> nth=0", "cut");

      console.button("Heal all").click();
      console.awaitHeadline("Converged as of");
      console.says(".events li[data-kind=converged] >> nth=0", "converged");
      console.says(".verdict", "The same in every region.");
      console.counts(".item-view td.value:text-is('\"from the east\"')", 2);

      console.find("#conflict-list summary:has-text('cart-1')").click();
      console.says("details[open] .conflict-body", "Neither had seen the other");
      console.says("details[open] .conflict-body", "from the west");
      console.button("Restore the write of " + US).click();
      console.says("#toast", "is restored, as a new write");
      console.says(".after caption", "the same in every region");
      console.counts(".item-view td.value:text-is('\"from the west\"')", 2);
      console.says("#conflict-list summary:has-text('cart-1')", "restored");
      console.expectNoFaults();
    }
  }

  private static void write(ConsolePage console, String region, String value) {
    console.button("Edit in " + region).click();
    console.writeItem("{\"pk\": \"cart-1\", \"v\": \"" + value + "\"}");
  }

  @Test
  void makesAConflictByOneClick() {
    try (ConsolePage console = open(ColorScheme.DARK)) {
      console.awaitHeadline("Converged as of");
      console.button("Make a conflict").click();
      console.says("#item-heading", "everywhere");
      console.says(".verdict", "The same in every region.");
      String key = console.find("#item-heading").innerText().replace(" everywhere", "");
      console.says("#conflict-list summary:has-text('" + key + "')", "over");
      console.expectNoFaults();
    }
  }

  @Test
  void cutsOneWayAndTellsTheLatency() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      console.awaitHeadline("Converged as of");
      Locator latency = console.page().getByLabel("Latency from " + US + " to " + EU);
      latency.fill("40");
      latency.press("Enter");
      console.says(".events li[data-kind=latency] >> nth=0", "40 ms");
      console.button("Cut the link from " + US + " to " + EU).click();
      console.awaitHeadline(EU + " has heard nothing of " + US);
      console.find("#map").scrollIntoViewIfNeeded();
      console.counts(".line[data-state=cut]", 1);
      latency.fill("0");
      latency.press("Enter");
      console.button("Heal the link from " + US + " to " + EU).click();
      console.awaitHeadline("Converged as of");
      console.expectNoFaults();
    }
  }

  @Test
  void isUsedByKeysAlone() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      console.awaitHeadline("Converged as of");
      Keys keys = new Keys(console.page());
      keys.tabTo("a.skip");
      console.page().keyboard().press("c");
      console.awaitHeadline("Cut off for");
      keys.tabTo("#heal");
      console.page().keyboard().press("Enter");
      console.awaitHeadline("Converged as of");
      keys.tabTo("button:text-is('New item')");
      console.page().keyboard().press("Enter");
      keys.isAt("#editor-json");
      console.page().keyboard().press("ControlOrMeta+A");
      console.page().keyboard().type("{\"pk\": \"by-keys\"}");
      keys.tabTo("dialog button[type=submit]");
      console.page().keyboard().press("Enter");
      console.says("#item-heading", "by-keys");
      keys.isAt("button:text-is('New item')");
      keys.tabTo(".items button:has-text('by-keys')");
      console.page().keyboard().press("Enter");
      keys.isAt("#item-heading");
      console.expectNoFaults();
    }
  }

  @Test
  void keysCutOnlyWhileTheyAreSwitchedOn() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      List<String> parted = new ArrayList<>();
      console.page().onRequest(request -> parted.add(request.url()));
      Locator keys = console.page().getByLabel("The keys c and h");
      console.awaitHeadline("Converged as of");
      keys.uncheck();
      console.load();
      console.awaitHeadline("Converged as of");
      assertThat(keys.isChecked()).isFalse();
      console.page().keyboard().press("c");
      keys.check();
      console.page().keyboard().press("Shift+C");
      console.page().keyboard().press("c");
      console.awaitHeadline("Cut off for");
      assertThat(parted.stream().filter(url -> url.endsWith("/api/partitions"))).hasSize(1);
      console.expectNoFaults();
    }
  }

  @Test
  void saysWhereTextIsNoItem() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      console.awaitHeadline("Converged as of");
      console.button("New item").click();
      console.find("#editor-json").fill("{\n  \"pk\": \"a\",\n  \"v\": }");
      console.find("dialog button[type=submit]").click();
      console.says("#editor-error", "line 3");
      console.find("#editor-json").fill("{\"v\": \"no key\"}");
      console.find("dialog button[type=submit]").click();
      console.says("#editor-error", "key");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void isAccessible(ColorScheme scheme) {
    try (ConsolePage console = open(scheme)) {
      console.awaitHeadline("Converged as of");
      console.button("Make a conflict").click();
      console.says(".verdict", "The same in every region.");
      console.find("#conflict-list summary").first().click();
      console.says("details[open] .conflict-body", "Decided in");
      assertThat(Axe.seriousViolations(console.page())).isEmpty();
    }
  }

  @Test
  void saysAtOnceThatTheConsoleIsLost() {
    try (ConsolePage console = toBeLoaded()) {
      Feeds feeds = new Feeds(console.page());
      console.load();
      console.awaitHeadline("Converged as of");
      feeds.refuseEvents();
      console.awaitHeadline("No word from the console since");
      console.counts("html[data-stale=true]", 1);
      feeds.letEventsPass();
      console.awaitHeadline("Converged as of");
      console.counts("html[data-stale=false]", 1);
    }
  }

  @Test
  void keepsWhatHappensWhileTheHistoryIsOnItsWay() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      console.button("Cut").click();
      console.awaitHeadline("Cut off for");
      console.button("Heal all").click();
      console.counts(".events li:first-child[data-kind=converged] + li[data-kind=heal]", 1);
    }
    try (ConsolePage console = toBeLoaded()) {
      Feeds feeds = new Feeds(console.page());
      feeds.holdHistory();
      console.load();
      feeds.awaitHeld();
      console.button("Cut").click();
      console.counts(".events li:first-child[data-kind=cut]", 1);
      console.counts(".events li[data-kind=converged]", 0);
      feeds.letArrive();
      console.counts(".events li:first-child[data-kind=cut] ~ li[data-kind=converged] >> nth=0", 1);
    }
  }

  @Test
  void whatNeedsATableWaitsUntilOneIsKnown() {
    try (ConsolePage console = toBeLoaded()) {
      Feeds feeds = new Feeds(console.page());
      feeds.holdTables();
      console.load();
      console.awaitHeadline("Converged as of");
      for (String name : List.of("Look up", "New item", "Make a conflict")) {
        assertThat(console.button(name).isDisabled()).as(name).isTrue();
      }
      feeds.letArrive();
      console.button("New item").click();
      console.writeItem("{\"pk\": \"written-at-once\"}");
      console.says("#item-heading", "written-at-once");
    }
  }

  @Test
  void staysAsLargeAsItIsHoweverMuchComes() {
    try (ConsolePage console = toBeLoaded()) {
      Feeds feeds = new Feeds(console.page());
      feeds.floodRecords();
      feeds.floodEvents();
      console.load();
      console.find("#records").scrollIntoViewIfNeeded();
      feeds.awaitRecords(10_000);
      console.counts(".conflicts > li", 60);
      console.counts(".events > li", 60);
      console.counts(".tail tbody tr", 2 * TAIL_ROWS);
      int nodes = feeds.nodes();
      feeds.watch(".tail");
      double heap = feeds.heapBytes();
      feeds.awaitRecords(feeds.recordsSeen() + 30_000);
      assertThat(feeds.nodes()).isLessThan(nodes + DOM_SLACK);
      assertThat(feeds.heapBytes()).isLessThan(heap + HEAP_SLACK_BYTES);
      Feeds.Drawn drawn = feeds.drawn();
      assertThat(drawn.times()).isPositive().isLessThanOrEqualTo((int) drawn.seconds() + 2);
      assertThat(drawn.changesMax()).isLessThan(TAIL_ROWS * CHANGES_PER_ROW);
      console.counts(".tail >> nth=0 >> tbody tr", TAIL_ROWS);
      console.button("Pause").click();
      console.counts(".tail >> nth=0 >> tbody tr:visible", 200);
      console.button("Go on").click();
      console.counts(".tail >> nth=0 >> tbody tr", TAIL_ROWS);
      console.counts(".conflicts > li", 60);
      console.counts(".events > li", 60);
    }
  }

  @Test
  void conflictsStandStillWhileTheyAreRead() {
    try (ConsolePage console = toBeLoaded()) {
      Feeds feeds = new Feeds(console.page());
      feeds.floodEvents();
      console.load();
      ReadConflicts list = new ReadConflicts(console.page());
      console.counts(".conflicts > li", 60);
      list.awaitOthersThan(list.shown());
      list.openThirdByKeys();
      List<String> read = list.shown();
      List<?> places = list.places();
      console.says(".conflicts-head button", "Show 60 newer");
      assertThat(list.shown()).isEqualTo(read);
      assertThat(list.places()).isEqualTo(places);
      assertThat(Axe.seriousViolations(console.page(), ".conflicts-head")).isEmpty();

      new Keys(console.page()).backTo(".conflicts-head button");
      console.page().keyboard().press("Enter");
      new Keys(console.page()).isAt("[aria-label='List of conflicts']");
      assertThat(list.shown()).hasSize(60).doesNotContainAnyElementsOf(read);
      list.awaitOthersThan(list.shown());

      list.scroll(50);
      console.says(".conflicts-head button", "Show 60 newer");
      List<String> scrolledTo = list.shown();
      list.scroll(0);
      list.awaitOthersThan(scrolledTo);
    }
  }

  @Test
  void whatIsOutOfViewIsDrawnOnceItComesIntoView() {
    try (ConsolePage console = open(ColorScheme.LIGHT)) {
      Feeds feeds = new Feeds(console.page());
      Pictures pictures = new Pictures(console.page());
      console.awaitHeadline("Converged as of");
      pictures.watch();
      pictures.awaitDrawn("map");

      console.find("#load-form").scrollIntoViewIfNeeded();
      pictures.awaitOutOfView("map", "plots");
      pictures.watch();
      pictures.awaitSnapshots(3);
      feeds.end();
      assertThat(pictures.drawn("map")).isZero();
      assertThat(pictures.drawn("plots")).isZero();

      console.find("#regions").scrollIntoViewIfNeeded();
      pictures.awaitDrawn("map");
      console.find("#plots").scrollIntoViewIfNeeded();
      pictures.awaitDrawn("plots");
      console.expectNoFaults();
    }
  }
}
