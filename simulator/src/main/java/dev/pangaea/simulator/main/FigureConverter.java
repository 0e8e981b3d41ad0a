package dev.pangaea.simulator.main;

import dev.pangaea.simulator.lag.Figure;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a figure, such as {@code lag-p99}. */
final class FigureConverter implements ITypeConverter<Figure> {
  @Override
  public Figure convert(String text) {
    try {
      return Figure.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException(
          "'" + text + "' is none of staleness, lag-p50, lag-p90, lag-p99, lag-max, backlog");
    }
  }
}
