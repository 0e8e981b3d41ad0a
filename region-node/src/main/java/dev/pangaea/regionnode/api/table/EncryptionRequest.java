package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.List;

/**
 * What a request says of encryption at rest; null where nothing. Nothing is encrypted here, so that
 * all that can be asked for is that nothing in particular is: a key that is taken and not used
 * would be a lie.
 */
public record EncryptionRequest(Boolean enabled, String type, String key) {
  private static final List<String> TYPES = List.of("AES256", "KMS");

  public static EncryptionRequest read(JsonReader from) {
    Boolean enabled = null;
    String type = null;
    String key = null;
    from.enterStructure("SSESpecification");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Enabled" -> enabled = from.bool();
        case "SSEType" -> type = from.string();
        case "KMSMasterKeyId" -> key = from.string();
        default -> from.skip();
      }
    }
    return new EncryptionRequest(enabled, type, key);
  }

  public void check(Constraints constraints) {
    constraints.oneOf("sSESpecification.sSEType", type, TYPES);
  }

  /** Refuses all but what a new table has without being asked. */
  public void refuseWanted() {
    if (Boolean.FALSE.equals(enabled) && type != null) {
      throw Failure.invalidParameter("SSEType can not be specified if Enabled is false").refused();
    }
    if (Boolean.FALSE.equals(enabled) && key != null) {
      throw Failure.invalidParameter("KMSMasterKeyId can not be specified if Enabled is false")
          .refused();
    }
    if (enabled == null && type == null && key == null || Boolean.FALSE.equals(enabled)) {
      return;
    }
    throw Failure.invalidParameter(
            "Server-Side Encryption can not be enabled: this region does not encrypt what it stores")
        .refused();
  }

  /** Refuses any change of a table's encryption. */
  RuntimeException refusedChange() {
    refuseWanted();
    return Failure.invalidParameter("Table has no Server-Side Encryption to disable").refused();
  }
}
