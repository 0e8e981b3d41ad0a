package dev.pangaea.conflict.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ContextTest {
  @Property
  void mergeIsAJoin(
      @ForAll("contexts") Context one,
      @ForAll("contexts") Context other,
      @ForAll("contexts") Context third) {
    assertThat(one.merge(other)).isEqualTo(other.merge(one));
    assertThat(one.merge(other).merge(third)).isEqualTo(one.merge(other.merge(third)));
    assertThat(one.merge(one)).isEqualTo(one);
    assertThat(one.merge(Context.EMPTY)).isEqualTo(one);
  }

  @Property
  void mergeCoversJustWhatEitherCovers(
      @ForAll("contexts") Context one,
      @ForAll("contexts") Context other,
      @ForAll("versions") Version version) {
    assertThat(one.merge(other).covers(version))
        .isEqualTo(one.covers(version) || other.covers(version));
  }

  @Property
  void mergeEqualsItsNaiveTwin(@ForAll("contexts") Context one, @ForAll("contexts") Context other) {
    TreeMap<RegionName, HybridTime> highest = new TreeMap<>(one.seen());
    other.seen().forEach((region, time) -> highest.merge(region, time, HybridTime::max));

    assertThat(one.merge(other).seen()).isEqualTo(highest);
  }

  @Property
  void withIsMergeWithThatVersionAlone(
      @ForAll("contexts") Context context, @ForAll("versions") Version version) {
    assertThat(context.with(version)).isEqualTo(context.merge(Context.of(version)));
    assertThat(context.with(version).covers(version)).isTrue();
  }

  @Property
  void isEqualWhateverTheOrderItWasGivenIn(@ForAll("contexts") Context context) {
    TreeMap<RegionName, HybridTime> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(context.seen());

    assertThat(new Context(backwards)).isEqualTo(context);
    assertThat(new Context(backwards).seen().sequencedKeySet().toString())
        .isEqualTo(context.seen().sequencedKeySet().toString());
  }

  @Provide
  Arbitrary<Context> contexts() {
    return AnyVersion.context();
  }

  @Provide
  Arbitrary<Version> versions() {
    return AnyVersion.version();
  }
}
