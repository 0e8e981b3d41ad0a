package dev.pangaea.regionnode.leader;

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

/**
 * Whatever happens in whatever order, no transaction is half done, none is seen half done, and all
 * that succeeded could have come one after the other.
 */
class TransactionStoriesTest {
  @Property(tries = 400)
  void keepsTransactionsWholeAndApart(@ForAll("moves") List<TransactionMove> moves) {
    TransactionStory story = new TransactionStory();
    story.play(moves);
    story.endWell();
  }

  @Provide
  Arbitrary<List<TransactionMove>> moves() {
    Arbitrary<Integer> node = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(2, 1));
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 30);
    Arbitrary<List<Integer>> places = number.list().ofMinSize(2).ofMaxSize(4);
    Arbitrary<Fate> fate = Arbitraries.of(Fate.class);
    Arbitrary<TransactionMove> transactions =
        Combinators.combine(
                node, places, number, Arbitraries.of(TransactionMove.Transact.Kind.class))
            .flatAs(
                (at, where, token, kind) ->
                    Arbitraries.frequency(
                        Tuple.of(6, new TransactionMove.Transact(at, where, kind)),
                        Tuple.of(2, new TransactionMove.TransactWithToken(at, token, where)),
                        Tuple.of(3, new TransactionMove.ReadTogether(at, where))));
    Arbitrary<TransactionMove> writes =
        Combinators.combine(node, number)
            .flatAs(
                (at, place) ->
                    Arbitraries.of(
                        new TransactionMove.Put(at, place), new TransactionMove.PutIf(at, place)));
    Arbitrary<TransactionMove> away =
        Combinators.combine(node, number, Arbitraries.integers().between(-500, 500))
            .flatAs(
                (at, key, skew) ->
                    Arbitraries.of(
                        new TransactionMove.PutAway(key, skew),
                        new TransactionMove.Deliver(at, key % 4)));
    Arbitrary<TransactionMove> faults =
        Combinators.combine(number, fate)
            .flatAs(
                (log, met) ->
                    Arbitraries.of(
                        new TransactionMove.Meet(log, met),
                        new TransactionMove.Settle(log, met),
                        new TransactionMove.LandLate(log)));
    Arbitrary<TransactionMove> strangers =
        Combinators.combine(number, number)
            .flatAs(
                (log, record) ->
                    Arbitraries.of(
                        new TransactionMove.Rival(log), new TransactionMove.Zombie(log, record)));
    Arbitrary<TransactionMove> steps =
        node.flatMap(
            at ->
                Arbitraries.frequency(
                    Tuple.of(1, new TransactionMove.Read(at)),
                    Tuple.of(3, new TransactionMove.Hear(at))));
    Arbitrary<TransactionMove> times =
        Arbitraries.of(
            new TransactionMove.Pass(1),
            new TransactionMove.Pass(10),
            new TransactionMove.Pass(250),
            new TransactionMove.Pass(2500));
    Arbitrary<TransactionMove> crashes =
        Combinators.combine(node, Arbitraries.of(true, false))
            .flatAs(
                (at, all) ->
                    Arbitraries.of(
                        new TransactionMove.Snapshot(at), new TransactionMove.Crash(at, all)));
    return Arbitraries.frequencyOf(
            Tuple.of(100, transactions),
            Tuple.of(50, writes),
            Tuple.of(40, away),
            Tuple.of(60, faults),
            Tuple.of(15, strangers),
            Tuple.of(200, steps),
            Tuple.of(60, times),
            Tuple.of(20, crashes),
            Tuple.of(1, Arbitraries.of(new TransactionMove.DropTable())))
        .list()
        .ofMinSize(50)
        .ofMaxSize(200)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
