package dev.pangaea.conflict.item;

import java.math.BigDecimal;

/** Takes no notice of what it is told. */
final class NoSink implements ItemSink<RuntimeException> {
  @Override
  public void name(byte[] source, int from, int length) {}

  @Override
  public void string(byte[] source, int from, int length) {}

  @Override
  public void number(BigDecimal value) {}

  @Override
  public void binary(byte[] source, int from, int length) {}

  @Override
  public void bool(boolean value) {}

  @Override
  public void nothing() {}

  @Override
  public void startList() {}

  @Override
  public void endList() {}

  @Override
  public void startMap() {}

  @Override
  public void endMap() {}

  @Override
  public void startSet(ItemSetKind kind) {}

  @Override
  public void endSet() {}
}
