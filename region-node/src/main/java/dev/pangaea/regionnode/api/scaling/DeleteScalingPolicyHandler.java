package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.scaling.ScalingChange;
import java.util.function.Consumer;

final class DeleteScalingPolicyHandler implements Operation {
  private static final int NAME_CHARS_MAX = 1600;

  private final ScalingReplies replies;

  DeleteScalingPolicyHandler(ScalingReplies replies) {
    this.replies = replies;
  }

  private record Wanted(Place place, String policy) {
    static Wanted read(JsonReader from) {
      Constraints constraints = new Constraints();
      PlaceMembers place = new PlaceMembers();
      String policy = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        if (name.equals("PolicyName")) {
          policy = from.string();
        } else if (!place.read(name, from)) {
          from.skip();
        }
      }
      from.end();
      constraints.present("policyName", policy);
      constraints.length("policyName", policy, 1, NAME_CHARS_MAX);
      place.checkWhole(constraints);
      constraints.check();
      return new Wanted(place.place(), policy);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Wanted wanted = Wanted.read(request.body());
    Place place = wanted.place();
    ScalingReplies.Missing missing = ScalingReplies.Missing.of(place, wanted.policy());
    replies.change(
        place,
        new ScalingChange.DeletePolicy(place.scalable(), wanted.policy()),
        missing,
        missing.policy(),
        table -> new Reply.Success(JsonContent.EMPTY),
        listener);
  }
}
