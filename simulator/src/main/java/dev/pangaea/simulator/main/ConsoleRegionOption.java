package dev.pangaea.simulator.main;

import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code NAME=API_URL,CONTROL_URL,REPLICATOR_URL...}: a region, and where its processes
 * answer.
 */
final class ConsoleRegionOption implements ITypeConverter<Region> {
  static final String FORM = "NAME=API_URL,CONTROL_URL,REPLICATOR_URL...";

  @Override
  public Region convert(String text) {
    int equals = text.indexOf('=');
    String[] parts = text.substring(equals + 1).split(",");
    if (equals <= 0 || parts.length < 2) {
      throw new TypeConversionException("'" + text + "' is not " + FORM);
    }
    List<URI> addresses = new ArrayList<>();
    for (String part : parts) {
      addresses.add(address(part.strip()));
    }
    return new Region(
        text.substring(0, equals),
        addresses.get(0),
        addresses.get(1),
        addresses.subList(2, addresses.size()));
  }

  static URI address(String text) {
    try {
      URI address = new URI(text);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null) {
        return address;
      }
      throw new TypeConversionException("'" + text + "' is no address such as http://host:8101");
    } catch (URISyntaxException malformed) {
      throw new TypeConversionException("'" + text + "': " + malformed.getMessage());
    }
  }
}
