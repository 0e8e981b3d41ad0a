package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Transaction.Part;
import dev.pangaea.conflict.change.Transaction.Write;
import dev.pangaea.conflict.item.EncodedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions to bytes and back, as records and stores share them. */
public final class TransactionCodec {
  private static final int NO_TOKEN = 0;
  private static final int TOKEN = 1;

  /** Enough for a write without its content, but for long keys. */
  private static final int WRITE_ROOM = 64;

  private TransactionCodec() {}

  public static void transaction(Transaction transaction, ByteWriter to) {
    transaction
        .token()
        .ifPresentOrElse(
            token -> {
              to.u8(TOKEN);
              token(token, to);
            },
            () -> to.u8(NO_TOKEN));
    to.varint(transaction.parts().size());
    for (Part part : transaction.parts()) {
      to.u63(part.table());
      to.u63(part.partition());
      to.varint(part.writes().size());
      for (Write write : part.writes()) {
        to.bytes(write.key().bytes());
        ChangeCodec.content(write.content(), write.stamps(), to);
      }
    }
  }

  public static Transaction transaction(ByteReader from) {
    int tag = from.u8();
    Optional<ClientToken> token =
        switch (tag) {
          case NO_TOKEN -> Optional.empty();
          case TOKEN -> Optional.of(token(from));
          default -> throw new MalformedBytesException("no token has the tag " + tag);
        };
    List<Part> parts = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      parts.add(new Part(from.u31(), from.u31(), writes(from)));
    }
    return new Transaction(token, parts);
  }

  public static void token(ClientToken token, ByteWriter to) {
    to.text(token.text());
    to.bytes(token.request());
  }

  public static ClientToken token(ByteReader from) {
    return new ClientToken(from.text(), from.bytes());
  }

  static int roomFor(List<Transaction> transactions) {
    int room = 0;
    for (Transaction transaction : transactions) {
      for (Part part : transaction.parts()) {
        for (Write write : part.writes()) {
          room += WRITE_ROOM + ChangeCodec.roomFor(write.content(), write.stamps());
        }
      }
    }
    return room;
  }

  private static List<Write> writes(ByteReader from) {
    List<Write> writes = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      EncodedKey key = EncodedKey.parse(from.bytes());
      Stamped stamped = ChangeCodec.stamped(from);
      writes.add(new Write(key, stamped.content(), stamped.stamps()));
    }
    return writes;
  }
}
