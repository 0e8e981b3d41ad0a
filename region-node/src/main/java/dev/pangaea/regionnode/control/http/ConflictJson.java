package dev.pangaea.regionnode.control.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.ledger.LedgerRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Conflicts as JSON. */
final class ConflictJson {
  private static final JsonFactory JSON = new JsonFactory();

  private interface Content {
    void write(JsonGenerator to) throws IOException;
  }

  private ConflictJson() {}

  /** An object on a line of its own for each, with what tells them apart. */
  static byte[] lines(List<LedgerRow> conflicts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    conflicts.forEach(each -> all.writeBytes(written(to -> line(each, to))));
    return all.toByteArray();
  }

  /** The ledger's item, as DynamoDB writes items. */
  static byte[] whole(LedgerRow conflict) {
    return written(
        to ->
            AttributeValueWriter.attributes(
                conflict.item().attributes(), to.useDefaultPrettyPrinter()));
  }

  static byte[] outcome(String outcome, Optional<Version> version) {
    return written(
        to -> {
          to.writeStartObject();
          to.writeStringField("outcome", outcome);
          if (version.isPresent()) {
            to.writeStringField("version", version.get().toString());
          }
          to.writeEndObject();
        });
  }

  private static void line(LedgerRow conflict, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("id", conflict.id().text());
    to.writeStringField("item", conflict.itemText());
    to.writeStringField("outcome", conflict.outcome());
    to.writeStringField("winner", conflict.winner().version().toString());
    to.writeStringField("loser", conflict.loser().version().toString());
    if (conflict.restoredAs().isPresent()) {
      to.writeStringField("restoredAs", conflict.restoredAs().get().toString());
    }
    to.writeEndObject();
  }

  private static byte[] written(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator to = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
      content.write(to);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
