package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import java.util.function.Consumer;

/** Answers with AWS's default quotas; nothing here is held to them. */
final class DescribeLimitsHandler implements Operation {
  private static final int ACCOUNT_UNITS = 80_000;
  private static final int TABLE_UNITS = 40_000;
  private static final JsonContent LIMITS =
      to -> {
        to.writeStartObject();
        to.writeNumberField("AccountMaxReadCapacityUnits", ACCOUNT_UNITS);
        to.writeNumberField("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS);
        to.writeNumberField("TableMaxReadCapacityUnits", TABLE_UNITS);
        to.writeNumberField("TableMaxWriteCapacityUnits", TABLE_UNITS);
        to.writeEndObject();
      };

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    EmptyRequest.read(request.body());
    listener.accept(new Reply.Success(LIMITS));
  }
}
