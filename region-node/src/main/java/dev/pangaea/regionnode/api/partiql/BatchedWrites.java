package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What becomes of a batch's writes, as the leaders tell it, in any order and from any thread. The
 * last one makes the reply.
 */
final class BatchedWrites {
  private final List<BatchMember> members;
  private final CapacityDetail detail;
  private final Consumer<Reply> listener;
  private final AtomicReferenceArray<BatchAnswer> answers;
  private final AtomicInteger missing;

  BatchedWrites(List<BatchMember> members, CapacityDetail detail, Consumer<Reply> listener) {
    this.members = members;
    this.detail = detail;
    this.listener = listener;
    this.answers = new AtomicReferenceArray<>(members.size());
    this.missing = new AtomicInteger(members.size());
  }

  void begin(ItemAccess items) {
    for (int index = 0; index < members.size(); index++) {
      int number = index;
      switch (members.get(index)) {
        case BatchMember.Refused(var failure) -> add(number, BatchAnswer.refused(failure));
        case BatchMember.Read _ -> throw new IllegalArgumentException("a read among writes");
        case BatchMember.Write member -> begin(number, member, items);
      }
    }
  }

  private void begin(int number, BatchMember.Write member, ItemAccess items) {
    try {
      items.write(
          member.write().table(),
          member.write().command(),
          outcome -> add(number, answer(member, outcome)));
    } catch (RefusedException overCapacity) {
      add(number, BatchAnswer.refused(overCapacity.failure()));
    }
  }

  private static BatchAnswer answer(BatchMember.Write member, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Written written) {
      return new BatchAnswer.Done(
          member.table(),
          member.write().told(written.before(), written.after()),
          member.write().capacity(member.table(), written));
    }
    StatementFailure failure =
        StatementFailure.of(outcome, member.write().inserts(), member.oldOnFailure());
    return new BatchAnswer.Failed(Optional.of(member.table()), failure.failure(), failure.item());
  }

  private void add(int number, BatchAnswer answer) {
    answers.set(number, answer);
    if (missing.decrementAndGet() == 0) {
      List<BatchAnswer> all = IntStream.range(0, answers.length()).mapToObj(answers::get).toList();
      listener.accept(new Reply.Success(BatchAnswer.content(all, detail)));
    }
  }
}
