package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls operations as the server does, without a server, and waits for replies. */
public final class Caller {
  private static final long WAIT_SECONDS = 60;

  private final Operations operations;

  public Caller(Operations operations) {
    this.operations = operations;
  }

  /** The JSON of a reply that must be a success; {@code '} in the request stands for {@code "}. */
  public String call(String operation, String json) {
    return switch (reply(operation, json)) {
      case Reply.Success(JsonContent content, _) -> text(content);
      case Reply.Failed failed -> throw new AssertionError(failed.failure().toString());
    };
  }

  /** The failure of a request that must fail. */
  public Failure failure(String operation, String json) {
    return switch (reply(operation, json)) {
      case Reply.Success(JsonContent content, _) -> throw new AssertionError(text(content));
      case Reply.Failed failed -> failed.failure();
    };
  }

  /** How a request fails, if it does. */
  public Optional<ErrorKind> refusal(String operation, String json) {
    return switch (reply(operation, json)) {
      case Reply.Success success -> Optional.empty();
      case Reply.Failed failed -> Optional.of(failed.failure().kind());
    };
  }

  /** The message of a request that must fail. */
  public String message(String operation, String json) {
    return failure(operation, json).message().orElse("");
  }

  /** What a request that must fail is told beside the message. */
  public String details(String operation, String json) {
    if (reply(operation, json) instanceof Reply.Failed failed) {
      JsonContent content =
          to -> {
            to.writeStartObject();
            failed.details().write(to);
            to.writeEndObject();
          };
      return text(content);
    }
    throw new AssertionError("no failure: " + operation + json);
  }

  /** A request as the server hands it on. */
  public static Request request(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new Request(new JsonDecoder().open(body), "localhost:8001");
  }

  private static String text(JsonContent content) {
    return new String(new JsonEncoder().encode(content), StandardCharsets.UTF_8).replace('"', '\'');
  }

  private Reply reply(String operation, String json) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    try {
      operations.byName().get(operation).handle(request(json), reply::complete);
      return reply.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (RefusedException refused) {
      return new Reply.Failed(refused.failure());
    } catch (Exception late) {
      throw new AssertionError(late);
    }
  }
}
