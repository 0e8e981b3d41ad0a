package dev.pangaea.simulator.workload.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place of fixed length in an encoded request that is overwritten from request to request. Empty
 * if the request has none.
 */
record Slot(int at, int length) {
  static final Slot NONE = new Slot(0, 0);

  /** The place of the first run of marker bytes. */
  static Slot of(byte[] bytes, char marker) {
    return from(0, bytes, marker);
  }

  /** The places of all runs of marker bytes. */
  static Slots all(byte[] bytes, char marker) {
    List<Slot> slots = new ArrayList<>();
    Slot slot = of(bytes, marker);
    while (slot.length > 0) {
      slots.add(slot);
      slot = from(slot.at + slot.length, bytes, marker);
    }
    return new Slots(slots);
  }

  private static Slot from(int start, byte[] bytes, char marker) {
    int from = start;
    while (from < bytes.length && bytes[from] != marker) {
      from++;
    }
    int to = from;
    while (to < bytes.length && bytes[to] == marker) {
      to++;
    }
    return to == from ? NONE : new Slot(from, to - from);
  }

  /** Writes a number's last digits, with leading zeros. */
  void digits(byte[] bytes, long number) {
    long rest = number;
    for (int i = at + length - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Writes ASCII text of exactly the slot's length. */
  void text(byte[] bytes, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    if (ascii.length != length) {
      throw new IllegalArgumentException("The slot has " + length + " bytes: " + text);
    }
    System.arraycopy(ascii, 0, bytes, at, length);
  }
}
