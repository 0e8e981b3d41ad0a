package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.table.TableSettingsCodec;
import java.util.Optional;
import java.util.TreeMap;

/** Imports as notes, and back. */
final class ImportCodec {
  private ImportCodec() {}

  static TreeMap<String, AttributeValue> note(Import made) {
    TreeMap<String, AttributeValue> note = new TreeMap<>();
    note.put("Id", new StringValue(made.id()));
    note.put("Table", new StringValue(made.target().table()));
    note.put("TableId", new StringValue(made.target().tableId()));
    note.put("Settings", TableSettingsCodec.value(made.target().settings()));
    Import.Request request = made.request();
    note.put("Bucket", new StringValue(request.bucket()));
    note.put("Zipped", new BooleanValue(request.zipped()));
    text("Prefix", request.prefix(), note);
    text("BucketOwner", request.bucketOwner(), note);
    text("Token", request.token(), note);
    note.put("StartMillis", NumberValue.of(made.startMillis()));
    note.put("Status", new StringValue(made.status().name()));
    made.endMillis().ifPresent(millis -> note.put("EndMillis", NumberValue.of(millis)));
    note.put("Items", NumberValue.of(made.items()));
    note.put("Bytes", NumberValue.of(made.bytes()));
    note.put("Imported", NumberValue.of(made.imported()));
    note.put("Errors", NumberValue.of(made.errors()));
    text("FailureCode", made.failure().map(Export.FailureReason::code), note);
    text("FailureMessage", made.failure().map(Export.FailureReason::message), note);
    return note;
  }

  static Import made(Values note) {
    return new Import(
        note.text("Id"),
        new Import.Target(
            note.text("Table"),
            note.text("TableId"),
            TableSettingsCodec.settings(note.map("Settings").values())),
        new Import.Request(
            note.text("Bucket"),
            note.optionalText("Prefix"),
            note.optionalText("BucketOwner"),
            note.truth("Zipped"),
            note.optionalText("Token")),
        note.number("StartMillis"),
        Export.Status.valueOf(note.text("Status")),
        note.optionalNumber("EndMillis"),
        note.number("Items"),
        note.number("Bytes"),
        note.number("Imported"),
        note.number("Errors"),
        note.optionalText("FailureCode")
            .map(code -> new Export.FailureReason(code, note.text("FailureMessage"))));
  }

  private static void text(
      String name, Optional<String> text, TreeMap<String, AttributeValue> note) {
    text.ifPresent(value -> note.put(name, new StringValue(value)));
  }
}
