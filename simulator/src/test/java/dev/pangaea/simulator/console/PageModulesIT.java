package dev.pangaea.simulator.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.http.ConsoleServer;
import dev.pangaea.simulator.story.InThisProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Modules of the console's page, told what a test makes up: the console that serves them hears of
 * no region. Skipped where there is no Chromium.
 */
@InThisProcess
@ResourceLock(Chromium.NETWORK)
class PageModulesIT {
  private static Vertx vertx;
  private static ConsoleServer server;
  private static Chromium chromium;
  private ConsolePage console;

  @BeforeAll
  static void start() throws IOException {
    Path program = Chromium.assumed();
    vertx = Vertx.vertx();
    URI nowhere = URI.create("http://127.0.0.1:1");
    server =
        ConsoleServer.start(
            vertx,
            new ConsoleSettings(
                List.of(new ConsoleSettings.Region("nowhere", nowhere, nowhere, List.of())),
                Optional.empty(),
                "127.0.0.1",
                0),
            Load.NONE);
    chromium = Chromium.start(program);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
      vertx.close().await();
    }
  }

  @BeforeEach
  void open() {
    console = ConsolePage.open(chromium.browser(), server.port(), ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void modulesKeepTheirLaws() {
    assertThat(console.page().evaluate(Scripts.LAWS)).isEqualTo(List.of());
  }

  @Test
  void conflictsAreDrawnCalmly() {
    Map<?, ?> seen = (Map<?, ?>) console.page().evaluate(Scripts.CONFLICTS_IN_EACH_FRAME);
    assertThat((int) seen.get("drawn")).isBetween(1, (int) seen.get("seconds") + 2);
  }

  @Test
  void whatTheConsoleLeavesOutIsCountedOnceHoweverManyRegionsDecideIt() {
    assertThat(console.page().evaluate(Scripts.CONFLICTS_LEFT_OUT))
        .isEqualTo(
            "21 decided, ever, in the region that knows of most. 18 came too fast to be shown.");
  }

  @Test
  void whatWasRestoredStaysSo() {
    assertThat(console.page().evaluate(Scripts.TOLD_AFTER_IT_WAS_RESTORED)).isEqualTo("restored");
  }

  @Test
  void saysWhatThereIsNoRoomFor() {
    assertThat(console.page().evaluate(Scripts.MORE_THAN_THERE_IS_ROOM_FOR))
        .isEqualTo(
            List.of(
                "51 more tables not shown: there is room for the first 50 by name.",
                "99 rows",
                "There are too many links to keep the past of all: curves of 3 links begin when this page does."));
  }

  @Test
  void regionsAndCutsAreToldApartWhereColoursAreForced() {
    console.page().emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    assertThat(console.page().evaluate(Scripts.COLOURS_THAT_ARE_ONE)).isEqualTo(List.of());
  }

  private Object explored(String script) {
    return console.page().evaluate(script);
  }

  @Test
  void whatIsLookedAtStaysWhenTablesAndIndexesCome() {
    assertThat(explored(ExplorerScripts.WHAT_COMES_MEANWHILE))
        .isEqualTo(List.of("\"k1\" everywhere", "half a k", "t", "s,t", ",by-v"));
  }

  @Test
  void anItemIsWrittenIntoTheTableThatTheDialogWasOpenedFor() {
    assertThat(explored(ExplorerScripts.A_TABLE_THAT_GOES)).isEqualTo(List.of("other", "t"));
  }

  @Test
  void showsAndEditsNoOtherItemThanItSays() {
    assertThat(explored(ExplorerScripts.ANOTHER_KEY))
        .isEqualTo(
            List.of(
                "\"good\" everywhere | The same in every region. | true"
                    + " | Edit in a,Delete in a,Edit in b,Delete in b",
                "\"bad\" everywhere | refused | false | none",
                "\"half\" everywhere | Not all regions answer: it is not known whether they hold the same."
                    + " | false | Edit in a,Delete in a,Delete in b"));
  }

  @Test
  void pagesCanBeTurnedFasterThanTheyCome() {
    String first = "\"of the first\"";
    String second = "\"of second\"";
    assertThat(explored(ExplorerScripts.PAGES_TURNED_FAST))
        .isEqualTo(List.of(first, second, first, second, first, second, first, first));
  }

  @Test
  void showsNoItemOfAnotherTable() {
    assertThat(explored(ExplorerScripts.ANOTHER_TABLE))
        .isEqualTo(List.of("", "of other", "One item everywhere"));
  }

  @Test
  void saysThatThereIsNoTableOnlyOnceItKnows() {
    assertThat(explored(ExplorerScripts.NO_TABLES))
        .isEqualTo(
            List.of(
                "refused", "No table yet. Create one with any DynamoDB client, in any region."));
  }

  @Test
  void aTailListensWhileItsStreamIsOpen() {
    String none = "Not listening";
    assertThat(console.page().evaluate(Scripts.HOW_TAILS_STAND))
        .isEqualTo(
            Stream.of(none, "Trying to listen", "Listening", "Trying to listen", none)
                .map(three -> String.join(",", three, three, three, none))
                .toList());
  }

  /** As when the network of the machine changes meanwhile: the browser does not ask again. */
  @ParameterizedTest
  @ValueSource(strings = {"/assets/plots.js", "/assets/map.css", "/api/config"})
  void comesWholeAlthoughAPartOfItIsLostOnTheWay(String part) {
    try (ConsolePage whole = ConsolePage.at(chromium.browser(), server.port(), ColorScheme.LIGHT)) {
      whole.page().route("**" + part, Route::abort, new Page.RouteOptions().setTimes(1));
      whole.load();
      whole.says("#headline", "nowhere does not answer");
      whole.page().waitForFunction(Scripts.HAS_ITS_STYLES);
    }
  }

  @Test
  void saysSoWhereAPartIsLostForGood() {
    String part = "**/assets/plots.js";
    try (ConsolePage whole = ConsolePage.at(chromium.browser(), server.port(), ColorScheme.LIGHT)) {
      whole.page().route(part, Route::abort);
      whole.load();
      whole.says("#waiting", "however often it was asked for");
      whole.page().unroute(part);
      whole.button("Try again").click();
      whole.says("#headline", "nowhere does not answer");
    }
  }

  @Test
  void theListOfItemsSaysWhyItIsEmpty() {
    assertThat(explored(ExplorerScripts.WHAT_THE_LIST_SAYS))
        .isEqualTo(
            List.of(
                "Nothing here yet. Write an item in a, or start a load.",
                "\"k1\"",
                "refused",
                "\"k1\""));
  }

  @Test
  void aDialogIsClosedByNoOtherWriteAndTellsWhatIsHalfWritten() {
    assertThat(explored(ExplorerScripts.A_WRITE_THAT_IS_SLOW))
        .isEqualTo(List.of(true, "Written in a, not in b: refused"));
  }

  @Test
  void aLoadIsOfferedTheTablesThatItCanWrite() {
    assertThat(explored(ExplorerScripts.TABLES_FOR_A_LOAD))
        .isEqualTo(
            List.of(
                false,
                "There is no table that a load can write: one whose key is the text pk alone.",
                true,
                "",
                "d"));
  }

  @Test
  void showsLinksThatComeLaterAndThoseThatAreSwitchedOff() {
    assertThat(console.page().evaluate(Scripts.LINKS_THAT_COME_LATER))
        .isEqualTo(
            List.of(
                "7, switched off: Cut both ways",
                "7 as of 12 s ago, cut for 0 s, 5 B held: Cut both ways,Heal"));
  }
}
