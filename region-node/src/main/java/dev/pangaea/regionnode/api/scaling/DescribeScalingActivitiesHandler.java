package dev.pangaea.regionnode.api.scaling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** What was done, the latest first. */
final class DescribeScalingActivitiesHandler implements Operation {
  private final Tables tables;
  private final ScaledTables scaled;

  DescribeScalingActivitiesHandler(Tables tables, ScaledTables scaled) {
    this.tables = tables;
    this.scaled = scaled;
  }

  private record Found(Place place, ScalingActivity activity) {}

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    PageRequest page = PageRequest.read(request.body(), tables, "ResourceIds");
    List<Found> found = new ArrayList<>();
    for (TableView table : scaled.scaled()) {
      for (ScalingActivity activity : table.settings().scaling().activities()) {
        Place place = new Place(table.name(), activity.scalable());
        if (page.place().include(place)) {
          found.add(new Found(place, activity));
        }
      }
    }
    found.sort(
        Comparator.comparingLong((Found each) -> each.activity().atMillis())
            .thenComparing(each -> each.activity().id())
            .reversed());
    listener.accept(
        page.reply("ScalingActivities", found, DescribeScalingActivitiesHandler::write));
  }

  private static void write(Found each, JsonGenerator to) throws IOException {
    ScalingActivity activity = each.activity();
    String change =
        "%s capacity units to %d"
            .formatted(activity.scalable().isRead() ? "read" : "write", activity.to());
    to.writeStringField("ActivityId", activity.id());
    PageRequest.write(each.place(), to);
    to.writeStringField("Description", "Setting " + change + ".");
    to.writeStringField("Cause", cause(activity));
    to.writeNumberField("StartTime", activity.atMillis() / 1e3);
    to.writeNumberField("EndTime", activity.atMillis() / 1e3);
    to.writeStringField("StatusCode", "Successful");
    to.writeStringField(
        "StatusMessage",
        "Successfully set " + change + ". Change successfully fulfilled by dynamodb.");
  }

  private static String cause(ScalingActivity activity) {
    String by = activity.policy().map(name -> "policy " + name + ": ").orElse("");
    return switch (activity.cause()) {
      case USED_MUCH ->
          by + "more than the target was used for 2 minutes of " + activity.from() + " units";
      case USED_LITTLE ->
          by + "much less than the target was used for 15 minutes of " + activity.from() + " units";
      case BELOW_MINIMUM -> "minimum capacity was set to " + activity.to();
      case ABOVE_MAXIMUM -> "maximum capacity was set to " + activity.to();
    };
  }
}
