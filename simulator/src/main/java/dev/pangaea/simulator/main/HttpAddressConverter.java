package dev.pangaea.simulator.main;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The address of a process: {@code http://HOST:PORT}. */
final class HttpAddressConverter implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      URI address = URI.create(text);
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException noAddress) {
      throw refusal(text);
    }
    throw refusal(text);
  }

  private static TypeConversionException refusal(String text) {
    return new TypeConversionException("'%s' is no address: http://HOST:PORT".formatted(text));
  }
}
