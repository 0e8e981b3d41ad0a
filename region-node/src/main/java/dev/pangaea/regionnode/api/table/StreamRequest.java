package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.TableChange;
import java.util.List;
import java.util.Optional;

/** What a request says of a table's stream; each null where it says nothing. */
record StreamRequest(Boolean enabled, String viewType) {
  private static final List<String> VIEW_TYPES =
      List.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");

  static StreamRequest read(JsonReader from) {
    Boolean enabled = null;
    String viewType = null;
    from.enterStructure("StreamSpecification");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "StreamEnabled" -> enabled = from.bool();
        case "StreamViewType" -> viewType = from.string();
        default -> from.skip();
      }
    }
    return new StreamRequest(enabled, viewType);
  }

  void check(Constraints constraints) {
    constraints.present("streamSpecification.streamEnabled", enabled);
    constraints.oneOf("streamSpecification.streamViewType", viewType, VIEW_TYPES);
  }

  TableChange.StreamChange change() {
    return wanted()
        .<TableChange.StreamChange>map(TableChange.StreamChange.Enable::new)
        .orElse(new TableChange.StreamChange.Disable());
  }

  /** The view type that the stream is to have, none where there is to be no stream. */
  Optional<String> wanted() {
    if (enabled && viewType == null) {
      throw Failure.invalidParameter(
              "StreamSpecification must have a StreamViewType when StreamEnabled is true")
          .refused();
    }
    if (!enabled && viewType != null) {
      throw Failure.invalidParameter(
              "StreamViewType can not be specified when StreamEnabled is false")
          .refused();
    }
    return Optional.ofNullable(viewType);
  }
}
