package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.ScalingChange;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

final class RegisterScalableTargetHandler implements Operation {
  private final ScalingReplies replies;
  private final ScalingArns arns;
  private final InstantSource clock;

  RegisterScalableTargetHandler(ScalingReplies replies, ScalingArns arns, InstantSource clock) {
    this.replies = replies;
    this.arns = arns;
    this.clock = clock;
  }

  private record Wanted(Place place, Long min, Long max, ScalingChange.Suspending suspending) {
    static Wanted read(JsonReader from) {
      Constraints constraints = new Constraints();
      PlaceMembers place = new PlaceMembers();
      Long min = null;
      Long max = null;
      ScalingChange.Suspending suspending = ScalingChange.Suspending.NOTHING;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "MinCapacity" -> min = from.integer("Integer");
          case "MaxCapacity" -> max = from.integer("Integer");
          case "SuspendedState" -> suspending = suspending(from);
          case "Tags" -> constraints.unbuilt(name, from);
          default -> {
            if (!place.read(name, from)) {
              from.skip();
            }
          }
        }
      }
      from.end();
      place.checkWhole(constraints);
      constraints.atLeast("minCapacity", min, 1);
      constraints.atMost("minCapacity", min, Integer.MAX_VALUE);
      constraints.atLeast("maxCapacity", max, 1);
      constraints.atMost("maxCapacity", max, Integer.MAX_VALUE);
      constraints.check();
      return new Wanted(place.place(), min, max, suspending);
    }

    private static ScalingChange.Suspending suspending(JsonReader from) {
      Optional<Boolean> in = Optional.empty();
      Optional<Boolean> out = Optional.empty();
      Optional<Boolean> scheduled = Optional.empty();
      from.enterStructure("SuspendedState");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "DynamicScalingInSuspended" -> in = Optional.of(from.bool());
          case "DynamicScalingOutSuspended" -> out = Optional.of(from.bool());
          case "ScheduledScalingSuspended" -> scheduled = Optional.of(from.bool());
          default -> from.skip();
        }
      }
      return new ScalingChange.Suspending(in, out, scheduled);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Wanted wanted = Wanted.read(request.body());
    Place place = wanted.place();
    replies.change(
        place,
        new ScalingChange.Register(
            place.scalable(),
            Optional.ofNullable(wanted.min()),
            Optional.ofNullable(wanted.max()),
            wanted.suspending(),
            clock.millis()),
        ScalingReplies.Missing.unregistered(place),
        ScalingReplies.notThere(place),
        table ->
            new Reply.Success(
                to -> {
                  to.writeStartObject();
                  to.writeStringField("ScalableTargetARN", arns.target(table, place));
                  to.writeEndObject();
                }),
        listener);
  }
}
