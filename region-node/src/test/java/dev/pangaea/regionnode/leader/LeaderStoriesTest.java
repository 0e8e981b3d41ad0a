package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.regionnode.log.memory.Fate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Whatever happens in whatever order, what the leaders say and what their stores hold is true. */
class LeaderStoriesTest {
  @Property(tries = 400)
  void saysAndKeepsTheTruth(@ForAll("moves") List<Move> moves) {
    LeaderStory story = new LeaderStory();
    story.play(moves);
    story.endWell();
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 30);
    Arbitrary<Integer> node = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(2, 1));
    Arbitrary<Fate> fate = Arbitraries.of(Fate.class);
    Arbitrary<Move> writes =
        Combinators.combine(node, number)
            .flatAs(
                (at, key) ->
                    Arbitraries.frequency(
                        Tuple.of(3, new Move.Put(at, key)),
                        Tuple.of(2, new Move.Update(at, key)),
                        Tuple.of(1, new Move.Delete(at, key))));
    Arbitrary<Move> conditional =
        Combinators.combine(
                node,
                number,
                Arbitraries.of(Move.WriteIf.Kind.class),
                Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)))
            .as(Move.WriteIf::new);
    Arbitrary<Move> away =
        Combinators.combine(node, number, Arbitraries.integers().between(-500, 500))
            .flatAs(
                (at, key, skew) ->
                    Arbitraries.frequency(
                        Tuple.of(3, new Move.PutAway(key, skew)),
                        Tuple.of(1, new Move.DeleteAway(key)),
                        Tuple.of(1, new Move.CatchUpAway(at))));
    Arbitrary<Move> deliveries =
        Combinators.combine(node, number, Arbitraries.integers().between(0, 4))
            .flatAs(
                (at, from, changes) ->
                    Arbitraries.frequency(
                        Tuple.of(4, new Move.Deliver(at, changes)),
                        Tuple.of(1, new Move.DeliverFrom(at, from, changes))));
    Arbitrary<Move> strangers =
        number.flatMap(
            which ->
                Arbitraries.of(
                    new Move.Zombie(which),
                    new Move.Rival(),
                    new Move.Resend(which),
                    new Move.Garbage()));
    Arbitrary<Move> indexes =
        Combinators.combine(
                node, number, Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false)))
            .as(Move.Index::new);
    Arbitrary<Move> streams =
        Combinators.combine(
                node, Arbitraries.of(true, true, false), Arbitraries.of(StreamView.class))
            .as(Move.Stream::new);
    Arbitrary<Move> steps =
        node.flatMap(
            at ->
                Arbitraries.frequency(
                    Tuple.of(1, new Move.Read(at)), Tuple.of(3, new Move.Hear(at))));
    Arbitrary<Move> times =
        Arbitraries.of(
            new Move.Pass(1),
            new Move.Pass(250),
            new Move.Pass(2500),
            new Move.SetClock(-5000),
            new Move.SetClock(0),
            new Move.SetClock(300));
    Arbitrary<Move> crashes =
        Combinators.combine(node, Arbitraries.of(true, false))
            .flatAs((at, all) -> Arbitraries.of(new Move.Snapshot(at), new Move.Crash(at, all)));
    return Arbitraries.frequencyOf(
            Tuple.of(8, writes),
            Tuple.of(8, conditional),
            Tuple.of(4, away),
            Tuple.of(4, deliveries),
            Tuple.of(4, fate.map(Move.Meet::new)),
            Tuple.of(3, fate.map(Move.Settle::new)),
            Tuple.of(2, Arbitraries.of(new Move.LandLate())),
            Tuple.of(2, strangers),
            Tuple.of(2, indexes),
            Tuple.of(2, streams),
            Tuple.of(20, steps),
            Tuple.of(4, times),
            Tuple.of(2, crashes))
        .list()
        .ofMinSize(50)
        .ofMaxSize(200)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
