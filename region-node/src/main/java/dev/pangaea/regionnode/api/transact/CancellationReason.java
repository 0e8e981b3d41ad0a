package dev.pangaea.regionnode.api.transact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a transaction was cancelled, as its caller is told of one of its items. */
record CancellationReason(String code, Optional<String> message, Optional<EncodedItem> item) {
  static final CancellationReason NONE =
      new CancellationReason("None", Optional.empty(), Optional.empty());

  private static final CancellationReason DUPLICATE =
      of("DuplicateItem", OperationFailures.DUPLICATE.message().orElseThrow());

  private static final String OPENING =
      "Transaction cancelled, please refer cancellation reasons for specific reasons ";

  static CancellationReason invalid(String message) {
    return of("ValidationError", message);
  }

  static CancellationReason conflict() {
    return of("TransactionConflict", "Transaction is ongoing for the item");
  }

  static CancellationReason of(Verdict verdict, JointWrite write) {
    return switch (verdict) {
      case Verdict.Fine() -> NONE;
      case Verdict.ConditionFailed _ when write.inserts() -> DUPLICATE;
      case Verdict.ConditionFailed(Optional<EncodedItem> before) ->
          new CancellationReason(
              "ConditionalCheckFailed",
              OperationFailures.CONDITION_FAILED.message(),
              before.filter(old -> write.oldOnFailure()));
      case Verdict.Invalid(String message) -> invalid(message);
      case Verdict.Conflict() -> conflict();
      case Verdict.Throttled(String code, String message) -> of(code, message);
    };
  }

  /** The reply to a transaction with these reasons, in the order of its items. */
  static Reply cancelled(List<CancellationReason> reasons) {
    String codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    return new Reply.Failed(
        Failure.of(ErrorKind.TRANSACTION_CANCELED, OPENING + codes),
        to -> {
          to.writeArrayFieldStart("CancellationReasons");
          for (CancellationReason reason : reasons) {
            reason.write(to);
          }
          to.writeEndArray();
        });
  }

  static CancellationReason of(String code, String message) {
    return new CancellationReason(code, Optional.of(message), Optional.empty());
  }

  private void write(JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("Code", code);
    if (message.isPresent()) {
      to.writeStringField("Message", message.get());
    }
    if (item.isPresent()) {
      to.writeFieldName("Item");
      AttributeValueWriter.attributes(item.get().decode().attributes(), to);
    }
    to.writeEndObject();
  }
}
