package dev.pangaea.regionnode.control.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.HotTable;
import dev.pangaea.regionnode.throughput.HotKey;
import dev.pangaea.regionnode.throughput.Hotness;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.verify.KeyText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a region's tables are asked for most, as a line of JSON. */
final class HotJson {
  private static final JsonFactory JSON = new JsonFactory();

  private HotJson() {}

  static String text(RegionName region, List<HotTable> tables) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = JSON.createGenerator(text)) {
      to.writeStartObject();
      to.writeStringField("region", region.value());
      to.writeArrayFieldStart("tables");
      for (HotTable table : tables) {
        write(table, to);
      }
      to.writeEndArray();
      to.writeEndObject();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return text.append('\n').toString();
  }

  private static void write(HotTable table, JsonGenerator to) throws IOException {
    Hotness hot = table.hotness();
    to.writeStartObject();
    to.writeStringField("table", table.name());
    to.writeNumberField("seconds", hot.seconds());
    to.writeArrayFieldStart("partitions");
    for (Hotness.Partition partition : hot.partitions()) {
      to.writeStartObject();
      to.writeNumberField("partition", partition.number());
      to.writeNumberField("readsPerSecond", partition.reads());
      to.writeNumberField("writesPerSecond", partition.writes());
      to.writeEndObject();
    }
    to.writeEndArray();
    write("hottestReads", hot.reads(), to);
    write("hottestWrites", hot.writes(), to);
    to.writeArrayFieldStart("throttled");
    for (Map.Entry<Resource, Long> each : table.throttled().entrySet()) {
      to.writeStartObject();
      to.writeStringField("index", each.getKey().index().orElse(""));
      to.writeStringField("kind", each.getKey().kind().name().toLowerCase(Locale.ROOT));
      to.writeNumberField("requests", each.getValue());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static void write(String member, List<HotKey> keys, JsonGenerator to) throws IOException {
    to.writeArrayFieldStart(member);
    for (HotKey key : keys.subList(0, Math.min(HotTable.KEYS_MAX, keys.size()))) {
      to.writeStartObject();
      to.writeStringField("key", KeyText.of(key.key()));
      to.writeNumberField("unitsPerSecond", key.units());
      to.writeNumberField("tooMuchAtMost", key.tooMuchAtMost());
      to.writeEndObject();
    }
    to.writeEndArray();
  }
}
