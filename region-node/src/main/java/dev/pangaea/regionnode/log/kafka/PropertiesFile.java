package dev.pangaea.regionnode.log.kafka;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Client properties as users of Kafka write them down. */
public final class PropertiesFile {
  private PropertiesFile() {}

  public static Map<String, String> read(Path path) throws IOException {
    Properties read = new Properties();
    try (InputStream file = new FileInputStream(path.toFile())) {
      read.load(file);
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    return properties;
  }
}
