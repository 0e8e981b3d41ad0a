package dev.pangaea.conflict.item;

import java.math.BigDecimal;

/**
 * Is told what an encoded item holds, in the order of its bytes, so that no item need be made of
 * them. Texts are UTF-8 within the array that is handed over, which must not be written to.
 *
 * @param <X> what it may throw
 */
public interface ItemSink<X extends Exception> {
  /** A sink that takes no notice. */
  ItemSink<RuntimeException> NOTHING = new NoSink();

  /** The value that comes next is that of an attribute, or of an entry of the innermost map. */
  void name(byte[] source, int from, int length) throws X;

  void string(byte[] source, int from, int length) throws X;

  void number(BigDecimal value) throws X;

  void binary(byte[] source, int from, int length) throws X;

  void bool(boolean value) throws X;

  void nothing() throws X;

  void startList() throws X;

  void endList() throws X;

  void startMap() throws X;

  void endMap() throws X;

  /** The strings, numbers or binaries up to its end are elements. */
  void startSet(ItemSetKind kind) throws X;

  void endSet() throws X;
}
