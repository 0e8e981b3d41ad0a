package dev.pangaea.conflict.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VersionTest {
  @Property(tries = 3000)
  void orderIsTotal(
      @ForAll("versions") Version one,
      @ForAll("versions") Version other,
      @ForAll("versions") Version third) {
    int order = Integer.signum(one.compareTo(other));

    assertThat(Integer.signum(other.compareTo(one))).isEqualTo(-order);
    assertThat(order == 0).isEqualTo(one.equals(other));
    if (order <= 0 && other.compareTo(third) <= 0) {
      assertThat(one.compareTo(third)).isLessThanOrEqualTo(0);
    }
  }

  @Example
  void timeDecidesThenTheNameOfTheRegion() {
    RegionName lower = new RegionName("eu-west-1");
    RegionName higher = new RegionName("us-east-1");
    assertThat(new Version(HybridTime.of(2, 0), lower))
        .isGreaterThan(new Version(HybridTime.of(1, 9), higher))
        .isLessThan(new Version(HybridTime.of(2, 0), higher));
  }

  @Example
  void regionsAreNamedPlainly() {
    assertThat(RegionName.isName("a".repeat(64))).isTrue();
    for (String bad : new String[] {"", "A", "a b", "a_b", "é", "a".repeat(65)}) {
      assertThat(RegionName.isName(bad)).isFalse();
      assertThatThrownBy(() -> new RegionName(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Provide
  Arbitrary<Version> versions() {
    return AnyVersion.version();
  }
}
