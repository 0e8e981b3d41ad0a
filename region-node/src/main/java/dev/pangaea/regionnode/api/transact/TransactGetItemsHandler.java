package dev.pangaea.regionnode.api.transact;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import java.util.function.Consumer;

/** Reads items as they are at one moment. */
final class TransactGetItemsHandler implements Operation {
  private final JointReads reads;
  private final Expressions expressions;

  TransactGetItemsHandler(JointReads reads, Expressions expressions) {
    this.reads = reads;
    this.expressions = expressions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    TransactGetItemsRequest get = TransactGetItemsRequest.read(request.body(), expressions);
    reads.read(get.gets(), get.detail(), listener);
  }
}
