package dev.pangaea.simulator.processes;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sends transactions, each with its token until it is known what became of it, and counts. */
final class TransactionSender {
  /** What is known of a transaction in the end. */
  enum Fate {
    DONE,
    /** Nothing of it counts, and nothing ever will. */
    CANCELLED,
    UNKNOWN
  }

  private final BooleanSupplier stopped;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();
  private final AtomicLong inDoubt = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();

  TransactionSender(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  Fate send(DynamoDbClient client, String token, List<TransactWriteItem> items) {
    boolean doubted = false;
    while (!stopped.getAsBoolean()) {
      try {
        client.transactWriteItems(
            request -> request.transactItems(items).clientRequestToken(token));
        done.incrementAndGet();
        return Fate.DONE;
      } catch (TransactionCanceledException refused) {
        if (refused.cancellationReasons().stream()
            .anyMatch(reason -> reason.code().equals("ConditionalCheckFailed"))) {
          cancelled.incrementAndGet();
          return Fate.CANCELLED;
        }
      } catch (IdempotentParameterMismatchException mixedUp) {
        throw new AssertionError("the token is another transaction's: " + token, mixedUp);
      } catch (SdkException failed) {
        if (!doubted) {
          inDoubt.incrementAndGet();
          doubted = true;
        }
      }
    }
    unknown.incrementAndGet();
    return Fate.UNKNOWN;
  }

  long done() {
    return done.get();
  }

  @Override
  public String toString() {
    return "%d acknowledged, %d cancelled, %d in doubt for a while, %d to the end"
        .formatted(done.get(), cancelled.get(), inDoubt.get(), unknown.get());
  }
}
