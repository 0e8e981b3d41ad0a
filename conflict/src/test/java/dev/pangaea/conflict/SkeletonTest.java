package dev.pangaea.conflict;

import org.junit.jupiter.api.Test;

class SkeletonTest {
  @Test
  void runs() {}
}
