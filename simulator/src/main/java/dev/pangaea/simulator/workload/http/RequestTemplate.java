package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.TableShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * One encoded HTTP request whose keys, stamp, date and signature are patched in place. Confined to
 * one thread: a connection has its own.
 *
 * <p>An unsigned request carries the date of its making and a signature of zeros: well-formed, for
 * endpoints that do not check it.
 */
final class RequestTemplate {
  /**
   * Markers stand in a body for what is patched: control characters, which JSON text never holds.
   */
  static final char KEY_MARKER = 1;

  static final char STAMP_MARKER = 2;
  static final char SORT_MARKER = 6;
  static final char GROUP_MARKER = 7;
  private static final char DATE_MARKER = 3;
  private static final char DAY_MARKER = 4;
  private static final char SIGNATURE_MARKER = 5;
  private static final Set<String> STREAMS =
      Set.of("DescribeStream", "GetShardIterator", "GetRecords");
  private static final int DATE_LENGTH = 16;
  private static final int DAY_LENGTH = 8;
  private static final int SIGNATURE_LENGTH = 64;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final byte[] bytes;
  private final int bodyFrom;
  private final Slot key;
  private final Slot sort;
  private final Slots groups;
  private final Slot stamp;
  private final Slot date;
  private final Slot day;
  private final Slot signature;
  private final SignatureV4 signer;
  private final boolean signed;
  private long signedSecond = Long.MIN_VALUE;
  private String dateText = "";

  RequestTemplate(
      Target target,
      Credentials credentials,
      boolean signed,
      String operation,
      String body,
      Instant now) {
    String amzTarget = api(operation) + operation;
    this.signed = signed;
    this.signer = new SignatureV4(credentials, target.region(), target.authority(), amzTarget);
    byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
    String head = head(target, credentials, amzTarget, bodyBytes.length);
    byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
    this.bodyFrom = headBytes.length;
    this.bytes = new byte[headBytes.length + bodyBytes.length];
    System.arraycopy(headBytes, 0, bytes, 0, headBytes.length);
    System.arraycopy(bodyBytes, 0, bytes, bodyFrom, bodyBytes.length);
    this.key = Slot.of(bytes, KEY_MARKER);
    this.sort = Slot.of(bytes, SORT_MARKER);
    this.groups = Slot.all(bytes, GROUP_MARKER);
    this.stamp = Slot.of(bytes, STAMP_MARKER);
    this.date = Slot.of(bytes, DATE_MARKER);
    this.day = Slot.of(bytes, DAY_MARKER);
    this.signature = Slot.of(bytes, SIGNATURE_MARKER);
    date(now);
    signature.text(bytes, "0".repeat(SIGNATURE_LENGTH));
  }

  private static String api(String operation) {
    return STREAMS.contains(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.";
  }

  private static String head(
      Target target, Credentials credentials, String amzTarget, int bodyLength) {
    return "POST / HTTP/1.1\r\nHost: "
        + target.authority()
        + "\r\nContent-Type: "
        + SignatureV4.CONTENT_TYPE
        + "\r\nX-Amz-Target: "
        + amzTarget
        + "\r\nX-Amz-Date: "
        + String.valueOf(DATE_MARKER).repeat(DATE_LENGTH)
        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
        + credentials.accessKey()
        + "/"
        + SignatureV4.scope(String.valueOf(DAY_MARKER).repeat(DAY_LENGTH), target.region())
        + ", SignedHeaders="
        + SignatureV4.SIGNED_HEADERS
        + ", Signature="
        + String.valueOf(SIGNATURE_MARKER).repeat(SIGNATURE_LENGTH)
        + "\r\nContent-Length: "
        + bodyLength
        + "\r\n\r\n";
  }

  private void date(Instant now) {
    if (now.getEpochSecond() != signedSecond) {
      signedSecond = now.getEpochSecond();
      dateText = DATE.format(now);
      date.text(bytes, dateText);
      day.text(bytes, dateText.substring(0, DAY_LENGTH));
    }
  }

  /** Puts in the keys of an item, as digits. */
  void item(TableShape table, long item) {
    key.digits(bytes, table.partition(item));
    if (table.grouped()) {
      sort.digits(bytes, table.sort(item));
      groups.digits(bytes, table.group(item));
    }
  }

  /** Puts in the digits at the start of the payload. */
  void stamp(long number) {
    stamp.digits(bytes, number);
  }

  boolean signed() {
    return signed;
  }

  /** Dates and signs the request as it stands now. */
  void sign(Instant now) {
    date(now);
    signature.text(bytes, signer.of(dateText, bytes, bodyFrom));
  }

  /** The whole request; the array is the template's own and changes with it. */
  byte[] bytes() {
    return bytes;
  }
}
