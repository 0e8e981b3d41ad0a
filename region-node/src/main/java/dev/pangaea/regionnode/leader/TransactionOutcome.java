package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.List;
import java.util.Optional;

/** What became of a transaction. */
public sealed interface TransactionOutcome {
  /** All of it counts and is visible. @param written what each operation met and left, in order */
  record Committed(List<WriteOutcome.Written> written) implements TransactionOutcome {
    public Committed {
      written = List.copyOf(written);
    }
  }

  /** The same request with the same token counts since some time ago. */
  record Repeated() implements TransactionOutcome {}

  /** Nothing of it counts. @param verdicts on each operation, in order */
  record Cancelled(List<Verdict> verdicts) implements TransactionOutcome {
    public Cancelled {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** Nothing of it counts: what it would leave is more than a transaction may hold. */
  record TooLarge(long bytes) implements TransactionOutcome {}

  /** Another request has used the same token. */
  record TokenOfAnother() implements TransactionOutcome {}

  /** The same request with the same token is under way. */
  record UnderWay() implements TransactionOutcome {}

  /** It was not taken in and never will be: too many are waiting. */
  record Throttled() implements TransactionOutcome {}

  /** It was not taken in and never will be: somebody who is needed does not lead. */
  record Unavailable() implements TransactionOutcome {}

  /** It may or may not come to count, all of it or nothing. */
  record InDoubt() implements TransactionOutcome {}

  /** Why a transaction was cancelled, as far as one of its operations goes. */
  sealed interface Verdict {
    /** Not for this one. */
    record Fine() implements Verdict {}

    /**
     * @param before the item that the condition met
     */
    record ConditionFailed(Optional<EncodedItem> before) implements Verdict {}

    /** It could not be made on the item that it met. */
    record Invalid(String message) implements Verdict {}

    /** Another transaction held the item for too long. */
    record Conflict() implements Verdict {}

    /**
     * Its table lacks the capacity; leaders know nothing of that, but those before them do.
     *
     * @param code which capacity it is, in DynamoDB's words
     */
    record Throttled(String code, String message) implements Verdict {}
  }
}
