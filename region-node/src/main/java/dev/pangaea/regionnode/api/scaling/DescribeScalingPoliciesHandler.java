package dev.pangaea.regionnode.api.scaling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
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

  private record Found(ScaledPlace at, TrackingPolicy policy) {}

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    PageRequest page = PageRequest.read(request.body(), tables, "PolicyNames");
    List<Found> found =
        ScaledPlace.all(scaled)
            .filter(each -> page.place().include(each.place()))
            .flatMap(each -> each.target().policy().stream().map(policy -> new Found(each, policy)))
            .filter(each -> page.includes(each.policy().name()))
            .toList();
    listener.accept(page.reply("ScalingPolicies", found, this::write));
  }

  private void write(Found each, JsonGenerator to) throws IOException {
    TrackingPolicy policy = each.policy();
    to.writeStringField("PolicyARN", arns.policy(each.at().table(), each.at().place(), policy));
    to.writeStringField("PolicyName", policy.name());
    PageRequest.write(each.at().place(), to);
    to.writeStringField("PolicyType", "TargetTrackingScaling");
    to.writeObjectFieldStart("TargetTrackingScalingPolicyConfiguration");
    to.writeNumberField("TargetValue", policy.targetPercent());
    to.writeObjectFieldStart("PredefinedMetricSpecification");
    to.writeStringField("PredefinedMetricType", each.at().place().metric());
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
