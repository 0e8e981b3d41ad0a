package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.util.Optional;
import java.util.TreeMap;

/** Exports as notes, and back. */
final class ExportCodec {
  private ExportCodec() {}

  static TreeMap<String, AttributeValue> note(Export export) {
    TreeMap<String, AttributeValue> note = new TreeMap<>();
    note.put("Id", new StringValue(export.id()));
    note.put("Table", new StringValue(export.source().table()));
    note.put("TableId", new StringValue(export.source().tableId()));
    Export.Request request = export.request();
    note.put("Bucket", new StringValue(request.bucket()));
    text("Prefix", request.prefix(), note);
    text("BucketOwner", request.bucketOwner(), note);
    text("Token", request.token(), note);
    number("AskedMillis", request.atMillis(), note);
    note.put("StartMillis", NumberValue.of(export.startMillis()));
    note.put("AtMillis", NumberValue.of(export.atMillis()));
    note.put("Status", new StringValue(export.status().name()));
    number("EndMillis", export.endMillis(), note);
    note.put("Items", NumberValue.of(export.items()));
    note.put("Bytes", NumberValue.of(export.bytes()));
    text("FailureCode", export.failure().map(Export.FailureReason::code), note);
    text("FailureMessage", export.failure().map(Export.FailureReason::message), note);
    return note;
  }

  static Export export(Values note) {
    return new Export(
        note.text("Id"),
        new Export.Source(note.text("Table"), note.text("TableId")),
        new Export.Request(
            note.text("Bucket"),
            note.optionalText("Prefix"),
            note.optionalText("BucketOwner"),
            note.optionalNumber("AskedMillis"),
            note.optionalText("Token")),
        note.number("StartMillis"),
        note.number("AtMillis"),
        Export.Status.valueOf(note.text("Status")),
        note.optionalNumber("EndMillis"),
        note.number("Items"),
        note.number("Bytes"),
        note.optionalText("FailureCode")
            .map(code -> new Export.FailureReason(code, note.text("FailureMessage"))));
  }

  private static void text(
      String name, Optional<String> text, TreeMap<String, AttributeValue> note) {
    text.ifPresent(value -> note.put(name, new StringValue(value)));
  }

  private static void number(
      String name, Optional<Long> number, TreeMap<String, AttributeValue> note) {
    number.ifPresent(value -> note.put(name, NumberValue.of(value)));
  }
}
