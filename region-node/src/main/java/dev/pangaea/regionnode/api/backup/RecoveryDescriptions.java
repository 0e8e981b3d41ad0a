package dev.pangaea.regionnode.api.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.backup.RecoveryWindow;
import java.io.IOException;
import java.util.Optional;

/** Writes to which points in time a table can be restored. It can be backed up at any time. */
final class RecoveryDescriptions {
  private RecoveryDescriptions() {}

  static Reply reply(Optional<RecoveryWindow> window) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeObjectFieldStart("ContinuousBackupsDescription");
          to.writeStringField("ContinuousBackupsStatus", "ENABLED");
          to.writeObjectFieldStart("PointInTimeRecoveryDescription");
          to.writeStringField(
              "PointInTimeRecoveryStatus", window.isPresent() ? "ENABLED" : "DISABLED");
          if (window.isPresent()) {
            write(window.get(), to);
          }
          to.writeEndObject();
          to.writeEndObject();
          to.writeEndObject();
        });
  }

  private static void write(RecoveryWindow window, JsonGenerator to) throws IOException {
    to.writeNumberField("RecoveryPeriodInDays", window.days());
    if (window.earliestMillis().isPresent()) {
      ThroughputDescriptions.seconds(
          "EarliestRestorableDateTime", window.earliestMillis().get(), to);
      ThroughputDescriptions.seconds("LatestRestorableDateTime", window.latestMillis(), to);
    }
  }
}
