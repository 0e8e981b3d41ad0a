package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;

/**
 * One operation on one item, as its client saw it.
 *
 * @param together the number of the first operation of those that were asked for as one: writes in
 *     a transaction, or reads as of one moment
 * @param answeredNanos {@link Long#MAX_VALUE} until it is answered
 * @param rivals whether its region may have had two leaders that did not know of each other while
 *     it was under way. What appends nothing is then told from what the one that answers holds
 */
public record Operation(
    int number,
    int together,
    RegionName region,
    int partition,
    EncodedKey key,
    Action action,
    long askedNanos,
    long answeredNanos,
    Reply reply,
    boolean rivals) {
  public static Operation asked(
      int number,
      RegionName region,
      int partition,
      EncodedKey key,
      Action action,
      long askedNanos) {
    return new Operation(
        number,
        number,
        region,
        partition,
        key,
        action,
        askedNanos,
        Long.MAX_VALUE,
        new Reply.InDoubt(),
        false);
  }

  public Operation answered(Reply told, long atNanos, boolean hasRivals) {
    return new Operation(
        number, together, region, partition, key, action, askedNanos, atNanos, told, hasRivals);
  }

  /** The same, asked for as one with others. */
  public Operation with(int first) {
    return new Operation(
        number, first, region, partition, key, action, askedNanos, answeredNanos, reply, rivals);
  }

  public boolean isAnswered() {
    return answeredNanos != Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "#%d at %s in %s, asked %s: %s"
        .formatted(number, Contents.name(key), region, action.words(), told());
  }

  /** What the client was told, in a few words. */
  public String told() {
    return switch (reply) {
      case Reply.Done(var before, var after) ->
          "done: %s, then %s".formatted(Contents.text(before), Contents.text(after));
      case Reply.Repeated() -> "done before";
      case Reply.ConditionFailed(var before) -> "condition failed on " + Contents.text(before);
      case Reply.Cancelled() -> "cancelled";
      case Reply.NotTaken() -> "not taken";
      case Reply.InDoubt() -> isAnswered() ? "in doubt" : "not answered";
    };
  }
}
