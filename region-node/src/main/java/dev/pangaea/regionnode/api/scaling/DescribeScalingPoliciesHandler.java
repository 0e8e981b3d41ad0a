package dev.pangaea.regionnode.api.scaling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

final class DescribeScalingPoliciesHandler implements Operation {
  private final Tables tables;
  private final ScaledTables scaled;
  private final ScalingArns arns;

  DescribeScalingPoliciesHandler(Tables tables, ScaledTables scaled, ScalingArns arns) {
    this.tables = tables;
    this.scaled = scaled;
    this.arns = arns;
  }

  private record Found(TableView table, Place place, TrackingPolicy policy) {}

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    PageRequest page = PageRequest.read(request.body(), tables, "PolicyNames");
    List<Found> found = new ArrayList<>();
    for (TableView table : scaled.scaled()) {
      table
          .settings()
          .scaling()
          .targets()
          .forEach(
              (scalable, target) -> {
                Place place = new Place(table.name(), scalable);
                target
                    .policy()
                    .filter(policy -> page.includes(policy.name()))
                    .filter(policy -> page.place().include(place))
                    .ifPresent(policy -> found.add(new Found(table, place, policy)));
              });
    }
    listener.accept(page.reply("ScalingPolicies", found, this::write));
  }

  private void write(Found each, JsonGenerator to) throws IOException {
    TrackingPolicy policy = each.policy();
    to.writeStringField("PolicyARN", arns.policy(each.table(), each.place(), policy));
    to.writeStringField("PolicyName", policy.name());
    PageRequest.write(each.place(), to);
    to.writeStringField("PolicyType", "TargetTrackingScaling");
    to.writeObjectFieldStart("TargetTrackingScalingPolicyConfiguration");
    to.writeNumberField("TargetValue", policy.targetPercent());
    to.writeObjectFieldStart("PredefinedMetricSpecification");
    to.writeStringField("PredefinedMetricType", each.place().metric());
    to.writeEndObject();
    to.writeNumberField("ScaleOutCooldown", policy.scaleOutCooldown().toSeconds());
    to.writeNumberField("ScaleInCooldown", policy.scaleInCooldown().toSeconds());
    to.writeBooleanField("DisableScaleIn", policy.scaleInDisabled());
    to.writeEndObject();
    to.writeArrayFieldStart("Alarms");
    to.writeEndArray();
    to.writeNumberField("CreationTime", policy.createdMillis() / 1e3);
  }
}
