package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.ScalingChange;
import java.time.InstantSource;
import java.util.function.Consumer;

final class PutScalingPolicyHandler implements Operation {
  private final ScalingReplies replies;
  private final ScalingArns arns;
  private final InstantSource clock;

  PutScalingPolicyHandler(ScalingReplies replies, ScalingArns arns, InstantSource clock) {
    this.replies = replies;
    this.arns = arns;
    this.clock = clock;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    PolicyRequest wanted = PolicyRequest.read(request.body(), clock.millis());
    Place place = wanted.place();
    ScalingReplies.Missing missing = ScalingReplies.Missing.unregistered(place);
    replies.change(
        place,
        new ScalingChange.PutPolicy(place.scalable(), wanted.policy()),
        missing,
        missing.target(),
        table ->
            new Reply.Success(
                to -> {
                  to.writeStartObject();
                  to.writeStringField("PolicyARN", arns.policy(table, place, wanted.policy()));
                  to.writeArrayFieldStart("Alarms");
                  to.writeEndArray();
                  to.writeEndObject();
                }),
        listener);
  }
}
