package dev.pangaea.regionnode.api.scaling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.ScalableTarget;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

final class DescribeScalableTargetsHandler implements Operation {
  private final Tables tables;
  private final ScaledTables scaled;
  private final ScalingArns arns;

  DescribeScalableTargetsHandler(Tables tables, ScaledTables scaled, ScalingArns arns) {
    this.tables = tables;
    this.scaled = scaled;
    this.arns = arns;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    PageRequest page = PageRequest.read(request.body(), tables, "ResourceIds");
    List<ScaledPlace> found =
        ScaledPlace.all(scaled)
            .filter(each -> page.place().include(each.place()))
            .filter(each -> page.includes(each.place().resourceId()))
            .toList();
    listener.accept(page.reply("ScalableTargets", found, this::write));
  }

  private void write(ScaledPlace each, JsonGenerator to) throws IOException {
    ScalableTarget target = each.target();
    PageRequest.write(each.place(), to);
    to.writeNumberField("MinCapacity", target.min());
    to.writeNumberField("MaxCapacity", target.max());
    to.writeStringField("RoleARN", arns.role());
    to.writeNumberField("CreationTime", target.createdMillis() / 1e3);
    to.writeObjectFieldStart("SuspendedState");
    to.writeBooleanField("DynamicScalingInSuspended", target.suspension().in());
    to.writeBooleanField("DynamicScalingOutSuspended", target.suspension().out());
    to.writeBooleanField("ScheduledScalingSuspended", target.suspension().scheduled());
    to.writeEndObject();
    to.writeStringField("ScalableTargetARN", arns.target(each.table(), each.place()));
  }
}
