package dev.pangaea.simulator.lag.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values stand on a plot, from 0 (its begin) to 1, and which of them are written beside it.
 */
sealed interface Axis {
  /** A value that is written, as it is written. */
  record Tick(double value, String text) {}

  double at(double value);

  List<Tick> ticks();

  /** From 0 to a highest value, evenly. */
  record Even(double highest, boolean time) implements Axis {
    private static final int TICKS = 6;

    @Override
    public double at(double value) {
      return Math.clamp(value / highest, 0, 1);
    }

    @Override
    public List<Tick> ticks() {
      double rough = highest / TICKS;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double step =
          power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
      List<Tick> ticks = new ArrayList<>();
      for (int count = 0; count * step <= highest * 1.000001; count++) {
        ticks.add(new Tick(count * step, time ? millis(count * step) : number(count * step)));
      }
      return ticks;
    }
  }

  /** Powers of ten, in milliseconds. */
  record Powers(double lowest, double highest) implements Axis {
    static Powers over(double least, double most) {
      double low = Math.pow(10, Math.floor(Math.log10(Math.max(0.1, least))));
      double high = Math.pow(10, Math.ceil(Math.log10(Math.max(low * 10, most))));
      return new Powers(low, high);
    }

    @Override
    public double at(double value) {
      double share = Math.log10(Math.max(value, lowest) / lowest) / Math.log10(highest / lowest);
      return Math.clamp(share, 0, 1);
    }

    @Override
    public List<Tick> ticks() {
      List<Tick> ticks = new ArrayList<>();
      for (double value = lowest; value <= highest * 1.000001; value *= 10) {
        ticks.add(new Tick(value, millis(value)));
      }
      return ticks;
    }
  }

  /** Percentiles, so that each nine takes the same room. */
  record Nines(int nines) implements Axis {
    @Override
    public double at(double percentile) {
      double rare = Math.max(1 - percentile / 100, Math.pow(10, -nines));
      return Math.clamp(-Math.log10(rare) / nines, 0, 1);
    }

    @Override
    public List<Tick> ticks() {
      List<Tick> ticks = new ArrayList<>(List.of(new Tick(0, "0 %"), new Tick(50, "50 %")));
      for (int count = 1; count <= nines; count++) {
        double percentile = 100 - Math.pow(10, 2 - count);
        ticks.add(new Tick(percentile, trimmed(percentile) + " %"));
      }
      return ticks;
    }
  }

  static String millis(double millis) {
    return millis >= 1_000 || millis == 0 ? trimmed(millis / 1e3) + " s" : trimmed(millis) + " ms";
  }

  private static String number(double value) {
    return value >= 1 || value == 0 ? String.format(Locale.ROOT, "%,.0f", value) : trimmed(value);
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
  }
}
