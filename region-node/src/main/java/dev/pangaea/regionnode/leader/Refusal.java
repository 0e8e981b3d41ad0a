package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.DeliveryOutcome;

/** How a request is answered that was never decided. */
final class Refusal {
  private Refusal() {}

  static Completion of(Request request) {
    return switch (request) {
      case Request.Write write ->
          new Completion.OfWrite(write.listener(), new WriteOutcome.Unavailable());
      case Request.Deliver deliver ->
          new Completion.OfDelivery(
              deliver.listener(), deliver.delivery().to(), DeliveryOutcome.Tally.NONE);
      case Request.Mend mend ->
          new Completion.OfRefused(() -> mend.listener().accept(new DeliveryOutcome.Unavailable()));
      case Request.Follow follow -> new Completion.OfAppend(follow.listener());
      case Request.Stream stream -> new Completion.OfAppend(stream.listener());
      case Request.Restore restore -> restore.completion(new RestoreOutcome.Unavailable());
      case Request.Copy copy -> new Completion.OfAppend(copy.listener());
      case Request.Transact transact ->
          new Completion.OfRefused(
              () -> transact.listener().accept(new TransactionOutcome.Unavailable()));
      case Request.ReadTogether read ->
          new Completion.OfRefused(() -> read.listener().accept(new ReadOutcome.Unavailable()));
    };
  }
}
