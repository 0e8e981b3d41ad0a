package dev.pangaea.simulator.lag.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String LINK = "us-east-1-to-eu-west-1";
  private static final long MILLI = 1_000_000;
  private static final double PLOT_PIXELS = 960;

  /** Of a digit of the page's font; text has narrower ones too. */
  private static final double CHARACTER_PIXELS_MAX = 7;

  /** Ten probes a second of 20 ms, in the seconds 10 to 19 of a cut that is healed at 20. */
  private static LagRun run(String name) {
    Recorder recorder = new Recorder();
    for (long probe = 0; probe < 300; probe++) {
      long due = probe * 100 * MILLI;
      boolean cut = due >= 10_000 * MILLI && due < 20_000 * MILLI;
      recorder.lag(LINK, due, cut ? 20_000 * MILLI - due : 20 * MILLI);
    }
    recorder.mark(new Mark(10, "cut us-east-1 eu-west-1"));
    recorder.mark(new Mark(20, "heal <all> & \"more\""));
    LagRun run = recorder.run(name, 1_800_000_000_000L, Map.of("load", "200 writes/s"));
    List<Look> looks = new ArrayList<>();
    for (int second = 0; second < 30; second++) {
      boolean cut = second >= 10 && second < 21;
      looks.add(
          new Look(
              second,
              cut ? OptionalLong.of((second - 10) * 1_000L + 500) : OptionalLong.of(900),
              second == 3 ? OptionalLong.empty() : OptionalLong.of(cut ? second * 200L : 0),
              cut ? OptionalDouble.empty() : OptionalDouble.of(4.5)));
    }
    return new LagRun(
        run.name(),
        run.beganMillis(),
        run.facts(),
        run.marks(),
        run.lags(),
        new TreeMap<>(Map.of(LINK, looks)));
  }

  @Test
  void aLogHoldsAllOfARun() {
    LagRun run = run("slow-then-cut");
    LagRun read = RunLog.read(RunLog.write(run));

    assertThat(read.name()).isEqualTo("slow-then-cut");
    assertThat(read.beganMillis()).isEqualTo(run.beganMillis());
    assertThat(read.facts()).isEqualTo(run.facts());
    assertThat(read.marks()).isEqualTo(run.marks());
    assertThat(read.looks()).isEqualTo(run.looks());
    assertThat(read.lags().get(LINK)).hasSize(30);
    assertThat(read.lags().get(LINK).get(12).atSeconds()).isCloseTo(12, within(0.001));
    assertThat(read.total(LINK)).isEqualTo(run.total(LINK));
  }

  @Test
  void theLogIsOneThatHdrHistogramsOwnReaderReads() {
    HistogramLogReader reader =
        new HistogramLogReader(
            new ByteArrayInputStream(RunLog.write(run("any")).getBytes(StandardCharsets.UTF_8)));

    assertThat(reader.nextIntervalHistogram(12, 13).getTag()).isEqualTo(LINK);
    assertThat(reader.getStartTimeSec()).isEqualTo(1_800_000_000.0);
  }

  @Test
  void aCutCountsForEveryWriteThatWasDueInIt() {
    assertThat(run("any").total(LINK).getValueAtPercentile(90) / 1e9)
        .as("a third of all waited, up to ten seconds: p90 is what the last tenth waited")
        .isCloseTo(7, within(0.2));
    assertThat(run("any").total(LINK).getTotalCount()).isEqualTo(300);
  }

  @Test
  void tellsHowLongAfterAHealAllWasVisibleAgain() {
    LagRun run = run("any");
    assertThat(run.secondsUntilFresh(run.marks().get(1), 2_000)).hasValue(1);
    LagRun cut =
        new LagRun(
            "",
            0,
            Map.of(),
            run.marks(),
            run.lags(),
            new TreeMap<>(Map.of(LINK, run.looks().get(LINK).subList(0, 20))));
    assertThat(cut.secondsUntilFresh(run.marks().get(1), 2_000)).isEmpty();
  }

  @Test
  void linksAreFreshOnceAllOfThemAreAtOneMoment() {
    Mark heal = new Mark(10, "heal all");
    TreeMap<String, List<Look>> looks =
        new TreeMap<>(
            Map.of(
                "a-to-b", List.of(stale(11, 500), stale(12, 9_000), stale(14, 500)),
                "b-to-a", List.of(stale(11, 9_000), stale(12, 500), stale(14, 500))));
    LagRun run = new LagRun("", 0, Map.of(), List.of(heal), new TreeMap<>(), looks);

    assertThat(run.secondsUntilFresh(heal, 2_000)).as("each was before, in turn").hasValue(4);
  }

  private static Look stale(double atSeconds, long millis) {
    return new Look(
        atSeconds, OptionalLong.of(millis), OptionalLong.empty(), OptionalDouble.empty());
  }

  @Test
  void thePageNeedsNothingFromElsewhereAndIsWellFormed() throws Exception {
    String page = ReportHtml.of(run("a <run> & more"));

    assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "@import", "url(");
    assertThat(page).contains("prefers-color-scheme: dark", "a &lt;run&gt; &amp; more");
    int figures = 0;
    for (int at = page.indexOf("<svg viewBox"); at >= 0; at = page.indexOf("<svg viewBox", at)) {
      int end = page.indexOf("</svg>", at) + "</svg>".length();
      String svg = page.substring(at, end);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(svg).doesNotContain("NaN", "Infinity").contains("class=\"s0\"");
      figures++;
      at = end;
    }
    assertThat(figures).isEqualTo(4);
  }

  @Test
  void noTextIsCutOffAtAPlotsEdge() {
    Matcher text =
        Pattern.compile("<text text-anchor=\"(\\w+)\" x=\"([\\d.]+)\" [^>]*>([^<]*)</text>")
            .matcher(ReportHtml.of(run("any")));
    List<String> seen = new ArrayList<>();
    while (text.find()) {
      double width = text.group(3).length() * CHARACTER_PIXELS_MAX;
      double at = Double.parseDouble(text.group(2));
      double left = text.group(1).equals("end") ? at - width : at - width / 2;
      assertThat(left).as(text.group(3)).isGreaterThanOrEqualTo(0);
      assertThat(left + width).as(text.group(3)).isLessThanOrEqualTo(PLOT_PIXELS);
      seen.add(text.group(3));
    }
    assertThat(seen).contains("99.9 %", "30 s");
  }

  @Test
  void twoRunsStandBesideEachOtherFromTheirLogsOrTheirPages() {
    LagRun one = ReportHtml.read(ReportHtml.of(run("one")));
    LagRun other = ReportHtml.read(RunLog.write(run("other")));
    String page = ReportHtml.compare(one, other);

    assertThat(one.total(LINK)).isEqualTo(other.total(LINK));
    assertThat(page)
        .contains(
            "A: one", "B: other", "<td>A " + LINK, "<td>B " + LINK, "A us-east-1 → eu-west-1");
  }

  @Test
  void namesInALogAreShownAndNeverRun() {
    String hostile = "x|\"><script>alert(1)</script><p/class=\"|\"/onload=alert(2)";
    LagRun read =
        ReportHtml.read(RunLog.write(run("<script>alert(0)</script>")).replace(LINK, hostile));
    assertThat(read.looks()).containsOnlyKeys(hostile);
    assertThat(read.lags()).containsOnlyKeys(hostile);

    for (String page : List.of(ReportHtml.compare(read, run("other")), ReportHtml.of(read))) {
      assertThat(page)
          .doesNotContain("<script", "<p/", "|\"")
          .contains("A x|&quot;&gt;&lt;script".substring(page.contains("B: ") ? 0 : 2))
          .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
    }
  }

  @Test
  void whatIsNoLogIsRefused() {
    assertThatThrownBy(() -> RunLog.read("at 10s cut a b\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RunLog.read("")).isInstanceOf(IllegalArgumentException.class);
  }
}
