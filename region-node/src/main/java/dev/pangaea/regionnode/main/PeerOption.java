package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.broker.BrokerListener;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code region=bindHost:port@linkHost:port} as a listener. */
final class PeerOption implements ITypeConverter<BrokerListener> {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9-]+)=([^:@=]+):(\\d{1,5})@([^:@=]+):(\\d{1,5})");

  @Override
  public BrokerListener convert(String value) {
    Matcher parts = FORM.matcher(value);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is not of the form region=host:port@host:port");
    }
    try {
      return BrokerListener.peer(
          parts.group(1),
          parts.group(2),
          Integer.parseInt(parts.group(3)),
          parts.group(4),
          Integer.parseInt(parts.group(5)));
    } catch (IllegalArgumentException failure) {
      throw new TypeConversionException(failure.getMessage());
    }
  }
}
