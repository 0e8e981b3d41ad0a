package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 of POST requests to one endpoint and operation. The signed headers are
 * content-type, host, x-amz-date and x-amz-target. Source: AWS General Reference, "Create a signed
 * AWS API request". Confined to one thread.
 */
final class SignatureV4 {
  static final String SIGNED_HEADERS = "content-type;host;x-amz-date;x-amz-target";
  static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  static final String SERVICE = "dynamodb";
  private static final int DAY_LENGTH = 8;
  private static final HexFormat HEX = HexFormat.of();

  private final Credentials credentials;
  private final String region;
  private final String authority;
  private final String target;
  private final MessageDigest sha256;
  private final Mac mac;
  private String keyDay = "";
  private SecretKeySpec key;

  SignatureV4(Credentials credentials, String region, String authority, String target) {
    this.credentials = credentials;
    this.region = region;
    this.authority = authority;
    this.target = target;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  /**
   * The signature as 64 hexadecimal digits.
   *
   * @param date as in X-Amz-Date, such as 20260131T235959Z
   */
  String of(String date, byte[] bytes, int bodyFrom) {
    sha256.update(bytes, bodyFrom, bytes.length - bodyFrom);
    String canonical =
        "POST\n/\n\ncontent-type:"
            + CONTENT_TYPE
            + "\nhost:"
            + authority
            + "\nx-amz-date:"
            + date
            + "\nx-amz-target:"
            + target
            + "\n\n"
            + SIGNED_HEADERS
            + "\n"
            + HEX.formatHex(sha256.digest());
    String day = date.substring(0, DAY_LENGTH);
    String text =
        "AWS4-HMAC-SHA256\n"
            + date
            + "\n"
            + scope(day, region)
            + "\n"
            + HEX.formatHex(sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    return HEX.formatHex(hmac(key(day), text));
  }

  /** The credential scope of a day. */
  static String scope(String day, String region) {
    return day + "/" + region + "/" + SERVICE + "/aws4_request";
  }

  private SecretKeySpec key(String day) {
    if (!day.equals(keyDay)) {
      byte[] secret = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
      byte[] derived = hmac(macKey(secret), day);
      for (String step : new String[] {region, SERVICE, "aws4_request"}) {
        derived = hmac(macKey(derived), step);
      }
      key = macKey(derived);
      keyDay = day;
    }
    return key;
  }

  private static SecretKeySpec macKey(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private byte[] hmac(SecretKeySpec with, String text) {
    try {
      mac.init(with);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC takes keys of any length.", e);
    }
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
