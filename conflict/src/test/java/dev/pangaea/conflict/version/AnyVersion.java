package dev.pangaea.conflict.version;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Draws times, regions, versions and contexts, close together so that ties are common. */
public final class AnyVersion {
  private AnyVersion() {}

  public static Arbitrary<RegionName> region() {
    return Arbitraries.of("eu-west-1", "us-east-1", "ap-south-2", "a", "us-east-10")
        .map(RegionName::new);
  }

  public static Arbitrary<HybridTime> time() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.longs().between(0, 5).map(HybridTime::new)),
        Tuple.of(2, Arbitraries.longs().map(HybridTime::new)),
        Tuple.of(1, Arbitraries.of(HybridTime.MAX, HybridTime.of(1, 0xFFFF), HybridTime.of(2, 0))));
  }

  public static Arbitrary<Version> version() {
    return Combinators.combine(time(), region()).as(Version::new);
  }

  public static Arbitrary<Context> context() {
    return version()
        .list()
        .ofMaxSize(5)
        .map(versions -> versions.stream().reduce(Context.EMPTY, Context::with, Context::merge));
  }
}
