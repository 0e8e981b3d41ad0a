package dev.pangaea.regionnode.api.transact;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.transact.TransactedWrite.Kind;
import dev.pangaea.regionnode.expression.Expressions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checked request to write items together. @param writes in the order of the request */
record TransactWriteItemsRequest(
    List<TransactedWrite> writes,
    Optional<ClientToken> token,
    CapacityDetail detail,
    boolean metricsWanted) {
  static final int ITEMS_MAX = 100;
  private static final long PAYLOAD_BYTES_MAX = 4L << 20;
  private static final int TOKEN_CHARS_MAX = 36;

  static TransactWriteItemsRequest read(JsonReader from, Expressions expressions) {
    List<List<TransactedWrite>> elements = null;
    String token = null;
    String detail = null;
    String metrics = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TransactItems" -> elements = elements(from);
        case "ClientRequestToken" -> token = from.string();
        case "ReturnConsumedCapacity" -> detail = from.string();
        case "ReturnItemCollectionMetrics" -> metrics = from.string();
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    CapacityDetail.check(constraints, detail);
    TransactedItems.check(constraints, elements);
    CollectionMetrics.check(constraints, metrics);
    constraints.length("clientRequestToken", token, 1, TOKEN_CHARS_MAX);
    List<TransactedWrite> writes = elements == null ? List.of() : each(elements, constraints);
    constraints.check();
    from.refuseBadValues();
    writes.forEach(TransactedWrite::checkUse);
    writes.forEach(write -> write.bind(expressions));
    checkPayload(writes);
    return new TransactWriteItemsRequest(
        writes,
        Optional.ofNullable(token).map(text -> new ClientToken(text, hash(writes))),
        CapacityDetail.of(detail),
        CollectionMetrics.wanted(metrics));
  }

  private static List<List<TransactedWrite>> elements(JsonReader from) {
    List<List<TransactedWrite>> elements = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      List<TransactedWrite> element = new ArrayList<>();
      from.enterElement("TransactWriteItem");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        Optional<Kind> kind = kind(name);
        if (kind.isPresent()) {
          element.add(TransactedWrite.read(kind.get(), from));
        } else {
          from.skip();
        }
      }
      elements.add(element);
    }
    return elements;
  }

  private static Optional<Kind> kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.shape().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static List<TransactedWrite> each(
      List<List<TransactedWrite>> elements, Constraints constraints) {
    List<TransactedWrite> writes = new ArrayList<>();
    for (int index = 0; index < elements.size(); index++) {
      String element = TransactedItems.element(index);
      elements.get(index).forEach(write -> write.check(constraints, element));
      writes.addAll(elements.get(index));
    }
    constraints.checkMembers();
    for (List<TransactedWrite> element : elements) {
      if (element.isEmpty()) {
        throw Failure.validation(
                "Invalid Request: TransactWriteRequest should contain Delete or Put or Update"
                    + " request")
            .refused();
      }
      if (element.size() > 1) {
        throw Failure.validation(
                "TransactItems can only contain one of Check, Put, Update or Delete")
            .refused();
      }
    }
    return writes;
  }

  private static void checkPayload(List<TransactedWrite> writes) {
    long bytes = 0;
    for (TransactedWrite write : writes) {
      write.checkSize();
      bytes += write.size();
      if (bytes > PAYLOAD_BYTES_MAX) {
        throw TransactedItems.tooLarge(bytes).refused();
      }
    }
  }

  private static Bytes hash(List<TransactedWrite> writes) {
    ByteWriter to = new ByteWriter(1024);
    writes.forEach(write -> write.fingerprint(to));
    try {
      return Bytes.owning(MessageDigest.getInstance("SHA-256").digest(to.written().shared()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
