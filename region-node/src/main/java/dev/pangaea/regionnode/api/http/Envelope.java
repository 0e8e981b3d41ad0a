package dev.pangaea.regionnode.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.ThrottlingReason;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Puts replies into DynamoDB's envelope. Confined to one thread. */
final class Envelope {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
  private static final CharSequence CRC_32 = HttpHeaders.createOptimized("x-amz-crc32");
  private static final CharSequence AMZ_JSON =
      HttpHeaders.createOptimized("application/x-amz-json-1.0");
  private static final CharSequence AMZ_JSON_1_1 =
      HttpHeaders.createOptimized("application/x-amz-json-1.1");
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain");
  private static final int OK = 200;

  /** Below this, packing makes a reply hardly smaller. */
  private static final int PACKED_BYTES_MIN = 1024;

  private final RequestIds ids;
  private final CrossOrigin crossOrigin;
  private final JsonEncoder encoder = new JsonEncoder();
  private final CRC32 crc = new CRC32();

  Envelope(RequestIds ids, CrossOrigin crossOrigin) {
    this.ids = ids;
    this.crossOrigin = crossOrigin;
  }

  /** The reply's bytes; what a reply's content throws is the caller's to handle. */
  byte[] encode(Reply reply) {
    return switch (reply) {
      case Reply.Success(JsonContent content, _) -> encoder.encode(content);
      case Reply.Failed(Failure failure, JsonContent details) ->
          encoder.encode(content(failure, details));
    };
  }

  static int status(Reply reply) {
    return switch (reply) {
      case Reply.Success success -> OK;
      case Reply.Failed(Failure failure, JsonContent details) -> failure.kind().status();
    };
  }

  /** The checksum is that of the bytes sent, packed or not. */
  Future<Void> send(HttpServerRequest request, int status, byte[] body, boolean last) {
    ContentCoding coding =
        body.length < PACKED_BYTES_MIN
            ? ContentCoding.IDENTITY
            : ContentCoding.accepted(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    byte[] sent = coding.pack(body);
    crc.reset();
    crc.update(sent);
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, spoken(request))
            .putHeader(CRC_32, Long.toString(crc.getValue()));
    if (coding != ContentCoding.IDENTITY) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, coding.wireName());
    }
    return end(request, sent, last);
  }

  /** The services speak one of two versions, which differ in nothing else. */
  private static CharSequence spoken(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("application/x-amz-json-1.1") ? AMZ_JSON_1_1 : AMZ_JSON;
  }

  /** Answers outside of the JSON protocol. */
  Future<Void> sendText(HttpServerRequest request, int status, String text, boolean last) {
    request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, TEXT);
    return end(request, text.getBytes(StandardCharsets.UTF_8), last);
  }

  /**
   * @param last whether the connection is closed then
   */
  private Future<Void> end(HttpServerRequest request, byte[] body, boolean last) {
    HttpServerResponse response = request.response().putHeader(REQUEST_ID, ids.next());
    crossOrigin.allow(request);
    if (!last) {
      return response.end(Buffer.buffer(body));
    }
    response.putHeader(HttpHeaders.CONNECTION, CLOSE);
    return response.end(Buffer.buffer(body)).onComplete(sent -> request.connection().close());
  }

  private static JsonContent content(Failure failure, JsonContent details) {
    return to -> {
      to.writeStartObject();
      to.writeStringField("__type", failure.kind().type());
      if (failure.message().isPresent()) {
        to.writeStringField(failure.kind().messageMember(), failure.message().get());
      }
      writeThrottling(failure.throttling(), to);
      details.write(to);
      to.writeEndObject();
    };
  }

  private static void writeThrottling(List<ThrottlingReason> reasons, JsonGenerator to)
      throws IOException {
    if (reasons.isEmpty()) {
      return;
    }
    to.writeArrayFieldStart("ThrottlingReasons");
    for (ThrottlingReason reason : reasons) {
      to.writeStartObject();
      to.writeStringField("reason", reason.reason());
      to.writeStringField("resource", reason.resource());
      to.writeEndObject();
    }
    to.writeEndArray();
  }
}
