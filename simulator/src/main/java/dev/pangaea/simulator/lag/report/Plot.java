package dev.pangaea.simulator.lag.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot as SVG; colours are the page's, by class. */
final class Plot {
  private static final double WIDTH = 960;
  private static final double HEIGHT = 270;
  private static final double LEFT = 66;

  /** Half of the longest text beneath the axis: what stands at its end is not cut off. */
  private static final double RIGHT = 30;

  private static final double TOP = 24;
  private static final double BOTTOM = 28;

  /** A stretch without points for so long is no line. */
  private static final double GAP = 3_500;

  record Point(double x, double y) {}

  /** What the caption says of a line: its name, which may come from a file, and its class. */
  private record Key(String name, String style) {}

  private final String title;
  private final Axis across;
  private final Axis up;
  private final StringBuilder drawn = new StringBuilder();
  private final List<Key> legend = new ArrayList<>();

  Plot(String title, Axis across, Axis up) {
    this.title = title;
    this.across = across;
    this.up = up;
    across.ticks().forEach(this::tickAcross);
    up.ticks().forEach(this::tickUp);
  }

  private void tickAcross(Axis.Tick tick) {
    double x = x(tick.value());
    drawn.append(line("grid", x, TOP, x, HEIGHT - BOTTOM));
    drawn.append(text("middle", x, HEIGHT - BOTTOM + 17, tick.text()));
  }

  private void tickUp(Axis.Tick tick) {
    double y = y(tick.value());
    drawn.append(line("grid", LEFT, y, WIDTH - RIGHT, y));
    drawn.append(text("end", LEFT - 7, y + 4, tick.text()));
  }

  /** Numbered lines where something was done. */
  Plot marks(List<Mark> marks) {
    for (int index = 0; index < marks.size(); index++) {
      Mark mark = marks.get(index);
      double x = x(mark.atSeconds() * 1e3);
      drawn.append("<g class=\"mark\"><title>").append(Page.escape(mark.text())).append("</title>");
      drawn.append(line("mark", x, TOP, x, HEIGHT - BOTTOM));
      drawn.append(text("middle", x, TOP - 8, "" + (index + 1))).append("</g>\n");
    }
    return this;
  }

  /**
   * @param style a class of the page, such as {@code s0} or {@code s0 dashed}
   */
  Plot line(String name, String style, List<Point> points) {
    StringBuilder path = new StringBuilder();
    double before = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      path.append(point.x() - before > GAP ? 'M' : 'L')
          .append(number(x(point.x())))
          .append(' ')
          .append(number(y(point.y())));
      before = point.x();
    }
    drawn.append("<path class=\"%s\" d=\"%s\"/>%n".formatted(Page.escape(style), path));
    legend.add(new Key(name, style));
    return this;
  }

  Plot dots(String name, String style, List<Point> points) {
    for (Point point : points) {
      drawn.append(
          "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"2.2\"><title>%s</title></circle>%n"
              .formatted(
                  Page.escape(style),
                  number(x(point.x())),
                  number(y(point.y())),
                  Axis.millis(point.y())));
    }
    legend.add(new Key(name, style));
    return this;
  }

  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<figure><figcaption><b>").append(Page.escape(title)).append("</b>");
    for (Key key : legend) {
      html.append(
          "<span class=\"key\"><svg width=\"22\" height=\"8\"><path class=\"%s\" d=\"M0 4L22 4\"/></svg>%s</span>"
              .formatted(Page.escape(key.style()), Page.escape(key.name())));
    }
    html.append(
        "</figcaption>%n<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, Page.escape(title)));
    return html.append(drawn).append("</svg></figure>\n").toString();
  }

  private double x(double value) {
    return LEFT + across.at(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.at(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String line(String style, double x1, double y1, double x2, double y2) {
    return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n"
        .formatted(style, number(x1), number(y1), number(x2), number(y2));
  }

  private static String text(String anchor, double x, double y, String text) {
    return "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n"
        .formatted(anchor, number(x), number(y), Page.escape(text));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
