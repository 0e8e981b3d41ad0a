package dev.pangaea.simulator.workload.http;

import java.util.List;

/** All places of one request that take the same number. */
record Slots(List<Slot> all) {
  Slots {
    all = List.copyOf(all);
  }

  /** Writes a number's last digits to every place. */
  void digits(byte[] bytes, long number) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).digits(bytes, number);
    }
  }
}
