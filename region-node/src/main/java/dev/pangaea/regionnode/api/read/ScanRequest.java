package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.expression.Expressions;
import java.util.List;

/**
 * A request for all items, or for a share of them, checked as far as it can be without the table.
 */
record ScanRequest(ReadRequest read, int segment, int segments) {
  private static final int SEGMENTS_MAX = 1_000_000;

  static ScanRequest read(JsonReader from, Expressions expressions) {
    Constraints constraints = new Constraints();
    ReadMembers members = new ReadMembers(false);
    Long segment = null;
    Long segments = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Segment" -> segment = from.integer("Integer");
        case "TotalSegments" -> segments = from.integer("Integer");
        default -> members.read(name, from);
      }
    }
    from.end();
    members.check(constraints);
    constraints.atLeast("segment", segment, 0);
    constraints.atMost("segment", segment, SEGMENTS_MAX - 1);
    constraints.atLeast("totalSegments", segments, 1);
    constraints.atMost("totalSegments", segments, SEGMENTS_MAX);
    constraints.check();
    members.checkUse(List.of());
    from.refuseBadValues();
    checkSegments(segment, segments);
    BoundExpressions bound = members.expressions().bind(expressions);
    ReadRequest read = members.request(bound);
    bound.end();
    return segments == null
        ? new ScanRequest(read, 0, 1)
        : new ScanRequest(read, segment.intValue(), segments.intValue());
  }

  private static void checkSegments(Long segment, Long segments) {
    if (segment != null && segments == null) {
      throw Failure.validation(
              "The TotalSegments parameter is required but was not present in the request when"
                  + " Segment parameter is present")
          .refused();
    }
    if (segment == null && segments != null) {
      throw Failure.validation(
              "The Segment parameter is required but was not present in the request when parameter"
                  + " TotalSegments is present")
          .refused();
    }
    if (segment != null && segment >= segments) {
      throw Failure.validation(
              "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                  + " Segment: %d is not less than TotalSegments: %d".formatted(segment, segments))
          .refused();
    }
  }
}
