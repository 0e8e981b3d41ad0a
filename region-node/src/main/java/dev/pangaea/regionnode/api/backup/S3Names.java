package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Constraints;

/** How requests name buckets of S3 and who owns them. */
final class S3Names {
  private static final String BUCKET = "^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$";
  private static final String OWNER = "[0-9]{12}";
  private static final int BUCKET_CHARS_MAX = 255;

  private S3Names() {}

  static void checkBucket(Constraints constraints, String member, String bucket) {
    constraints.present(member, bucket);
    constraints.matches(member, bucket, bucket != null && bucket.matches(BUCKET), BUCKET);
    constraints.length(member, bucket, 0, BUCKET_CHARS_MAX);
  }

  static void checkOwner(Constraints constraints, String member, String owner) {
    constraints.matches(member, owner, owner != null && owner.matches(OWNER), OWNER);
  }
}
