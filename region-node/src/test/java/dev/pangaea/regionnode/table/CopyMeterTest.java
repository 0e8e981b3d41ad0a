package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CopyMeterTest {
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final long SECOND = 1_000_000_000;

  private final CopyMeter meter = new CopyMeter("orders", EU, 4, 7 * SECOND);

  @Test
  void tellsHowFarACopyIsAndHowFastItWent() {
    meter.written(256, 10_000);
    meter.partitionCopied();
    meter.written(144, 5_000);

    assertThat(meter.read(9 * SECOND))
        .isEqualTo(new GivenCopy("orders", EU, 4, 1, 400, 15_000, OptionalDouble.of(200)));
  }

  @Test
  void tellsNoRateAtOnce() {
    meter.written(256, 10_000);

    assertThat(meter.read(7 * SECOND + SECOND / 2).recordsPerSecond()).isEmpty();
  }
}
