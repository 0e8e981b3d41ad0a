package dev.pangaea.dashboards.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The last hour: what is drawn as curves, and what happened. All series have the same places, of
 * which the oldest is overwritten. Bounded whatever comes.
 */
public final class History {
  public static final int SECONDS = 3600;
  static final int LINKS_MAX = 64;
  static final int MARKS_MAX = 1000;

  private final long[] atMillis = new long[SECONDS];
  private final Map<String, Map<Figure, Series>> links = new TreeMap<>();
  private final Map<String, Series> writes = new TreeMap<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long seen;
  private int linksLeftOut;

  /** What is kept of a link. */
  public enum Figure {
    LAG_P50_MILLIS("lagP50Millis", Snapshot.LinkProgress::lagP50Millis),
    LAG_P99_MILLIS("lagP99Millis", Snapshot.LinkProgress::lagP99Millis),
    STALENESS_MILLIS("stalenessMillis", progress -> OptionalDouble.of(progress.stalenessMillis())),
    BACKLOG_RECORDS("backlogRecords", progress -> OptionalDouble.of(progress.backlogRecords()));

    private final String word;
    private final Function<Snapshot.LinkProgress, OptionalDouble> of;

    Figure(String word, Function<Snapshot.LinkProgress, OptionalDouble> of) {
      this.word = word;
      this.of = of;
    }

    public String word() {
      return word;
    }
  }

  public void add(Snapshot snapshot, List<Mark> happened) {
    int place = (int) (seen % SECONDS);
    seen++;
    atMillis[place] = snapshot.atMillis();
    writes.values().forEach(series -> series.put(place, OptionalDouble.empty()));
    links
        .values()
        .forEach(
            figures ->
                figures.values().forEach(series -> series.put(place, OptionalDouble.empty())));
    for (Snapshot.Region region : snapshot.regions()) {
      writes
          .computeIfAbsent(region.name(), _ -> new Series())
          .put(
              place,
              region
                  .rates()
                  .map(rates -> OptionalDouble.of(rates.writesPerSecond()))
                  .orElse(OptionalDouble.empty()));
    }
    linksLeftOut = 0;
    for (Snapshot.Link link : snapshot.links()) {
      if (links.containsKey(link.name()) || links.size() < LINKS_MAX) {
        put(place, link);
      } else {
        linksLeftOut++;
      }
    }
    marks.addAll(happened);
    long oldest = atMillis(0);
    while (marks.size() > MARKS_MAX || !marks.isEmpty() && marks.peek().atMillis() < oldest) {
      marks.remove();
    }
  }

  private void put(int place, Snapshot.Link link) {
    Map<Figure, Series> figures = links.computeIfAbsent(link.name(), _ -> new TreeMap<>());
    for (Figure figure : Figure.values()) {
      figures
          .computeIfAbsent(figure, _ -> new Series())
          .put(place, link.progress().map(figure.of).orElse(OptionalDouble.empty()));
    }
  }

  /** How many points there are. */
  public int size() {
    return (int) Math.min(seen, SECONDS);
  }

  /**
   * @param point from 0, the oldest
   */
  public long atMillis(int point) {
    return atMillis[place(point)];
  }

  public List<String> links() {
    return List.copyOf(links.keySet());
  }

  /** Of how many links that there are now nothing is kept, for there are too many. */
  public int linksLeftOut() {
    return linksLeftOut;
  }

  public OptionalDouble at(String link, Figure figure, int point) {
    return links.get(link).get(figure).at(place(point));
  }

  public List<String> regions() {
    return List.copyOf(writes.keySet());
  }

  public OptionalDouble writesPerSecond(String region, int point) {
    return writes.get(region).at(place(point));
  }

  public List<Mark> marks() {
    return new ArrayList<>(marks);
  }

  private int place(int point) {
    return (int) ((seen - size() + point) % SECONDS);
  }
}
