package dev.pangaea.simulator.main;

import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code NAME=HOST:PORT->HOST:PORT}: where a link listens, and what it leads to. */
final class LinkOption implements ITypeConverter<LinkSpec> {
  private static final String LEADS_TO = "->";

  @Override
  public LinkSpec convert(String text) {
    int equals = text.indexOf('=');
    int arrow = text.indexOf(LEADS_TO, equals);
    if (equals <= 0 || arrow < 0) {
      throw new TypeConversionException("'" + text + "' is not NAME=HOST:PORT->HOST:PORT");
    }
    try {
      Address listen = Address.parse(text.substring(equals + 1, arrow).strip());
      Address upstream = Address.parse(text.substring(arrow + LEADS_TO.length()).strip());
      return LinkSpec.named(text.substring(0, equals), listen, upstream);
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException("'" + text + "': " + malformed.getMessage());
    }
  }
}
