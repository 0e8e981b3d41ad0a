package dev.pangaea.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.fault.StreamFault.Bandwidth;
import dev.pangaea.simulator.fault.StreamFault.Latency;
import dev.pangaea.simulator.fault.StreamFault.LimitData;
import dev.pangaea.simulator.fault.StreamFault.ResetPeer;
import dev.pangaea.simulator.fault.StreamFault.Slicer;
import dev.pangaea.simulator.fault.StreamFault.SlowClose;
import dev.pangaea.simulator.fault.StreamFault.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShaperTest {
  private static final long MILLI = 1_000_000;

  @Property(tries = 300)
  void everyByteIsPassedOrSwallowedOnceAndNothingIsReordered(
      @ForAll("faults") List<StreamFault> faults,
      @ForAll("arrivals") List<Segment.Data> arrivals,
      @ForAll long seed) {
    Shaper shaper = shaper(seed, faults);
    long last = 0;
    for (Segment.Data arrival : arrivals) {
      int bytes = 0;
      for (Segment passed : pass(shaper, arrival)) {
        switch (passed) {
          case Segment.Data data -> {
            bytes += data.bytes();
            assertThat(data.atNanos()).isGreaterThanOrEqualTo(Math.max(last, arrival.atNanos()));
            last = data.atNanos();
          }
          case Segment.Lost lost -> bytes += lost.bytes();
          case Segment.End _, Segment.Reset _, Segment.Close _ -> {}
        }
      }
      assertThat(bytes).isEqualTo(arrival.bytes());
    }
  }

  @Property(tries = 100)
  void theSameSeedGivesTheSameInstants(
      @ForAll("faults") List<StreamFault> faults,
      @ForAll("arrivals") List<Segment.Data> arrivals,
      @ForAll long seed) {
    Shaper one = shaper(seed, faults);
    Shaper other = shaper(seed, faults);
    for (Segment.Data arrival : arrivals) {
      assertThat(pass(one, arrival)).isEqualTo(pass(other, arrival));
    }
  }

  @Test
  void latencyDelaysEachSegmentNotOneAfterTheOther() {
    Shaper shaper = shaper(1, List.of(new Latency(80, 0)));
    for (long at = 0; at < 10 * MILLI; at += MILLI) {
      assertThat(pass(shaper, new Segment.Data(10, at)))
          .containsExactly(new Segment.Data(10, at + 80 * MILLI));
    }
  }

  @Property(tries = 200)
  void jitterStaysInItsRange(@ForAll long seed) {
    Segment passed =
        pass(shaper(seed, List.of(new Latency(80, 20))), new Segment.Data(1, 0)).getFirst();
    assertThat(passed.atNanos()).isBetween(60 * MILLI, 100 * MILLI);
  }

  @Property(tries = 100)
  void bandwidthIsNeverExceededAndNeverWasted(@ForAll("arrivals") List<Segment.Data> arrivals) {
    long rate = 100_000;
    Shaper shaper = shaper(1, List.of(new Bandwidth(rate)));
    long bytes = 0;
    long last = 0;
    for (Segment.Data arrival : arrivals) {
      for (Segment passed : pass(shaper, new Segment.Data(arrival.bytes(), 0))) {
        bytes += ((Segment.Data) passed).bytes();
        last = passed.atNanos();
        assertThat(last).isGreaterThanOrEqualTo(bytes * 1_000_000_000 / rate);
      }
    }
    assertThat(last)
        .isLessThanOrEqualTo(bytes * 1_000_000_000 / rate + arrivals.size() * 1000L * 1000);
  }

  @Test
  void noBandwidthHoldsUntilTheFaultIsLifted() {
    Shaper shaper = shaper(1, List.of(new Bandwidth(0)));
    assertThat(pass(shaper, new Segment.Data(10, 5)))
        .containsExactly(new Segment.Data(10, Segment.NEVER));
    assertThat(shaper.become(List.of(), 7)).isFalse();
    List<Segment> retimed = new ArrayList<>();
    shaper.retime(new Segment.Data(10, 5), retimed::add);
    assertThat(retimed).containsExactly(new Segment.Data(10, 5));
  }

  @Test
  void slowCloseDelaysTheEndAlone() {
    Shaper shaper = shaper(1, List.of(new SlowClose(30)));
    assertThat(pass(shaper, new Segment.Data(1, 0))).containsExactly(new Segment.Data(1, 0));
    assertThat(pass(shaper, new Segment.End(0))).containsExactly(new Segment.End(30 * MILLI));
  }

  @Test
  void limitDataClosesBehindTheLastByteAndCountsOnWhenChanged() {
    Shaper shaper = shaper(1, List.of(new LimitData(10)));
    assertThat(pass(shaper, new Segment.Data(8, 0))).containsExactly(new Segment.Data(8, 0));
    shaper.become(List.of(Toxic.of("0", Direction.UPSTREAM, new LimitData(12))), 1);
    assertThat(pass(shaper, new Segment.Data(8, 2)))
        .containsExactly(new Segment.Data(4, 2), new Segment.Lost(4, 2), new Segment.Close(2));
  }

  @Test
  void timeoutSwallowsAndEndsTheConnectionInTimeOrWhenLifted() {
    Shaper shaper = shaper(1, List.of(new Timeout(50)));
    assertThat(pass(shaper, new Segment.Data(8, 0))).containsExactly(new Segment.Lost(8, 0));
    assertThat(shaper.ending()).isEqualTo(new Ending(50 * MILLI, false));
    assertThat(shaper.become(List.of(), 1)).isTrue();
    assertThat(shaper(1, List.of(new Timeout(0))).ending()).isEqualTo(Ending.NEVER);
  }

  @Test
  void resetPeerCountsFromTheFirstBytes() {
    Shaper shaper = shaper(1, List.of(new ResetPeer(50)));
    assertThat(shaper.ending()).isEqualTo(Ending.NEVER);
    pass(shaper, new Segment.Data(8, 3 * MILLI));
    assertThat(shaper.ending()).isEqualTo(new Ending(53 * MILLI, true));
  }

  @Test
  void slicesAreOfTheAverageSizeGiveOrTakeTheVariation() {
    List<Segment> slices =
        pass(shaper(7, List.of(new Slicer(100, 20, 5))), new Segment.Data(10_000, 0));
    assertThat(slices.size()).isBetween(84, 125);
    assertThat(slices.subList(0, slices.size() - 1))
        .allSatisfy(slice -> assertThat(((Segment.Data) slice).bytes()).isBetween(80, 120));
    assertThat(slices.get(3).atNanos()).isEqualTo(3 * 5_000);
  }

  @Test
  void toxicityIsTheShareOfConnections() {
    SplittableRandom random = new SplittableRandom(1);
    Toxic half = new Toxic("t", new Latency(1, 0), Direction.UPSTREAM, 0.5);
    long hit =
        IntStream.range(0, 1000)
            .filter(
                _ -> {
                  Shaper shaper = new Shaper(random.split());
                  shaper.become(List.of(half), 0);
                  return !shaper.idle();
                })
            .count();
    assertThat(hit).isBetween(430L, 570L);
  }

  @Test
  void anInstantThatIsTooFarIsNever() {
    Shaper shaper = shaper(1, List.of(new Latency(Long.MAX_VALUE, 0), new Bandwidth(1)));
    assertThat(pass(shaper, new Segment.Data(1, 5)).getFirst().atNanos()).isEqualTo(Segment.NEVER);
  }

  @Provide
  Arbitrary<List<StreamFault>> faults() {
    Arbitrary<StreamFault> fault =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.longs().between(0, 90), Arbitraries.longs().between(0, 90))
                .as(Latency::new),
            Arbitraries.longs().between(0, 1_000_000).map(Bandwidth::new),
            Arbitraries.longs().between(0, 50).map(SlowClose::new),
            Arbitraries.integers().between(1, 500).map(size -> new Slicer(size, size / 2, size)),
            Arbitraries.longs().between(0, 5000).map(LimitData::new),
            Arbitraries.longs().between(0, 50).map(Timeout::new),
            Arbitraries.longs().between(0, 50).map(ResetPeer::new));
    return fault.list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Segment.Data>> arrivals() {
    Arbitrary<Integer> bytes = Arbitraries.integers().between(1, 3000);
    return bytes
        .list()
        .ofMaxSize(30)
        .map(
            sizes ->
                IntStream.range(0, sizes.size())
                    .mapToObj(index -> new Segment.Data(sizes.get(index), index * 700_000L))
                    .toList());
  }

  private static Shaper shaper(long seed, List<StreamFault> faults) {
    Shaper shaper = new Shaper(new SplittableRandom(seed));
    List<Toxic> toxics =
        IntStream.range(0, faults.size())
            .mapToObj(index -> Toxic.of("" + index, Direction.UPSTREAM, faults.get(index)))
            .toList();
    shaper.become(toxics, 0);
    return shaper;
  }

  private static List<Segment> pass(Shaper shaper, Segment segment) {
    List<Segment> passed = new ArrayList<>();
    shaper.pass(segment, passed::add);
    return passed;
  }
}
