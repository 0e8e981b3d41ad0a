package dev.pangaea.simulator.lag.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A run as HdrHistogram's log, a line for each second and link, which its name tags; values are
 * nanoseconds, and milliseconds in the column for people. What such a log has no place for stands
 * in comments, which other readers pass over:
 *
 * <pre>
 *   #[Run: slow-then-cut]
 *   #[Fact: rate = 200 writes/s]
 *   #[Mark: 30.000 cut us-east-1 eu-west-1]
 *   #[Look: 31.000 us-east-1-to-eu-west-1 staleness=1204 backlog=240 arrived=8.0]
 * </pre>
 */
public final class RunLog {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Pattern COMMENT = Pattern.compile("#\\[(Run|Fact|Mark|Look): (.*)]");
  private static final Pattern FACT = Pattern.compile("(.*?) = (.*)");
  private static final Pattern MARK = Pattern.compile("(\\d+\\.\\d+) (.*)");
  private static final Pattern LOOK =
      Pattern.compile("(\\d+\\.\\d+) (\\S+) staleness=(\\S*) backlog=(\\S*) arrived=(\\S*)");

  private RunLog() {}

  public static String write(LagRun run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(bytes);
    log.outputLogFormatVersion();
    log.outputComment("[Run: " + line(run.name()) + "]");
    run.facts()
        .forEach((name, value) -> log.outputComment("[Fact: " + line(name + " = " + value) + "]"));
    log.outputStartTime(run.beganMillis());
    run.marks()
        .forEach(
            mark ->
                log.outputComment(
                    "[Mark: %s %s]".formatted(seconds(mark.atSeconds()), line(mark.text()))));
    run.looks()
        .forEach((link, looks) -> looks.forEach(look -> log.outputComment(comment(link, look))));
    log.outputLegend();
    run.lags()
        .forEach((link, intervals) -> intervals.forEach(interval -> interval(log, link, interval)));
    log.close();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String comment(String link, Look look) {
    return "[Look: %s %s staleness=%s backlog=%s arrived=%s]"
        .formatted(
            seconds(look.atSeconds()),
            link,
            look.stalenessMillis().isPresent() ? look.stalenessMillis().getAsLong() : "",
            look.backlogRecords().isPresent() ? look.backlogRecords().getAsLong() : "",
            look.arrivedP50Millis().isPresent()
                ? String.format(Locale.ROOT, "%.1f", look.arrivedP50Millis().getAsDouble())
                : "");
  }

  private static void interval(HistogramLogWriter log, String link, Interval interval) {
    Histogram tagged = interval.nanos().copy();
    tagged.setTag(link);
    log.outputIntervalHistogram(
        interval.atSeconds(), interval.atSeconds() + 1, tagged, NANOS_PER_MILLI);
  }

  /**
   * @throws IllegalArgumentException if the text is no such log
   */
  public static LagRun read(String text) {
    String name = "";
    Map<String, String> facts = new LinkedHashMap<>();
    List<Mark> marks = new ArrayList<>();
    TreeMap<String, List<Look>> looks = new TreeMap<>();
    for (String each : text.lines().toList()) {
      Matcher comment = COMMENT.matcher(each);
      if (comment.matches()) {
        String words = comment.group(2);
        switch (comment.group(1)) {
          case "Run" -> name = words;
          case "Fact" -> {
            Matcher fact = parts(FACT, words);
            facts.put(fact.group(1), fact.group(2));
          }
          case "Mark" -> {
            Matcher mark = parts(MARK, words);
            marks.add(new Mark(Double.parseDouble(mark.group(1)), mark.group(2)));
          }
          default -> {
            Matcher look = parts(LOOK, words);
            looks.computeIfAbsent(look.group(2), link -> new ArrayList<>()).add(look(look));
          }
        }
      }
    }
    HistogramLogReader reader =
        new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    TreeMap<String, List<Interval>> lags = lags(reader);
    if (lags.isEmpty()) {
      throw new IllegalArgumentException("it is no log of HdrHistogram, or an empty one");
    }
    return new LagRun(name, Math.round(reader.getStartTimeSec() * 1e3), facts, marks, lags, looks);
  }

  private static TreeMap<String, List<Interval>> lags(HistogramLogReader reader) {
    TreeMap<String, List<Interval>> lags = new TreeMap<>();
    for (EncodableHistogram next = reader.nextIntervalHistogram();
        next != null;
        next = reader.nextIntervalHistogram()) {
      if (!(next instanceof Histogram histogram)) {
        throw new IllegalArgumentException("its values are no whole numbers");
      }
      double at = histogram.getStartTimeStamp() / 1e3 - reader.getStartTimeSec();
      String link = histogram.getTag() == null ? "all" : histogram.getTag();
      lags.computeIfAbsent(link, first -> new ArrayList<>())
          .add(new Interval(Math.max(0, at), histogram));
    }
    return lags;
  }

  private static Look look(Matcher look) {
    return new Look(
        Double.parseDouble(look.group(1)),
        whole(look.group(3)),
        whole(look.group(4)),
        look.group(5).isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(look.group(5))));
  }

  private static OptionalLong whole(String text) {
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static Matcher parts(Pattern pattern, String words) {
    Matcher matcher = pattern.matcher(words);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("it has a comment that cannot be read: " + words);
    }
    return matcher;
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\]]", " ");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
