package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.ScalingChange;
import java.util.function.Consumer;

/** The target goes, and its policy with it. */
final class DeregisterScalableTargetHandler implements Operation {
  private final ScalingReplies replies;

  DeregisterScalableTargetHandler(ScalingReplies replies) {
    this.replies = replies;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Place place = read(request.body());
    ScalingReplies.Missing missing = ScalingReplies.Missing.of(place, "");
    replies.change(
        place,
        new ScalingChange.Deregister(place.scalable()),
        missing,
        missing.target(),
        table -> new Reply.Success(JsonContent.EMPTY),
        listener);
  }

  private static Place read(JsonReader from) {
    Constraints constraints = new Constraints();
    PlaceMembers place = new PlaceMembers();
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (!place.read(name, from)) {
        from.skip();
      }
    }
    from.end();
    place.checkWhole(constraints);
    constraints.check();
    return place.place();
  }
}
