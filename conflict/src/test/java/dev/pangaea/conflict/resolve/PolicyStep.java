package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen in a {@link PolicyWorld}. */
sealed interface PolicyStep {
  record Write(int region, ConflictPolicy policy, Wish wish, long wallMillis)
      implements PolicyStep {}

  record Deliver(int source, int target, int count, int again) implements PolicyStep {}

  record Copy(int source, int target) implements PolicyStep {}

  record Restart(int region) implements PolicyStep {}

  record Drop(int region) implements PolicyStep {}

  static void play(List<PolicyStep> steps, PolicyWorld world) {
    for (PolicyStep step : steps) {
      switch (step) {
        case Write(int region, ConflictPolicy policy, Wish wish, long wallMillis) ->
            world.region(region).write(policy, wish, wallMillis);
        case Deliver(int source, int target, int count, int again) ->
            world.deliver(source, target, count, again);
        case Copy(int source, int target) -> world.copy(source, target);
        case Restart(int region) -> world.region(region).restart();
        case Drop(int region) -> {
          world.tellAll();
          world.drop(region);
        }
      }
    }
  }

  /** Writes under any policy, as if it were switched before each. */
  static Arbitrary<List<PolicyStep>> steps() {
    return steps(Arbitraries.of(ConflictPolicy.values()));
  }

  static Arbitrary<List<PolicyStep>> steps(Arbitrary<ConflictPolicy> policies) {
    Arbitrary<Integer> region = Arbitraries.integers().between(0, 4);
    Arbitrary<PolicyStep> write =
        Combinators.combine(region, policies, wish(), Arbitraries.longs().between(0, 6))
            .as(Write::new);
    Arbitrary<PolicyStep> deliver =
        Combinators.combine(
                region,
                region,
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 3))
            .as(Deliver::new);
    Arbitrary<PolicyStep> copy = Combinators.combine(region, region).as(Copy::new);
    Arbitrary<PolicyStep> restart = region.map(Restart::new);
    return Arbitraries.frequencyOf(
            Tuple.of(5, write), Tuple.of(5, deliver), Tuple.of(1, copy), Tuple.of(1, restart))
        .list()
        .ofMaxSize(40);
  }

  /** Few regions whose item expires and is kept often, by updates and by states taken whole. */
  static Arbitrary<List<PolicyStep>> expiring() {
    Arbitrary<Integer> region = Arbitraries.integers().between(0, 1);
    Arbitrary<Wish> wish =
        Arbitraries.frequencyOf(
            Tuple.of(3, wish()), Tuple.of(1, Arbitraries.create(Wish.Expire::new)));
    Arbitrary<PolicyStep> copy = Combinators.combine(region, region).as(Copy::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, write(region, wish)), Tuple.of(2, inTurn(region)), Tuple.of(2, copy))
        .list()
        .ofMinSize(5)
        .ofMaxSize(16);
  }

  /** The same without what expires. */
  static Arbitrary<List<PolicyStep>> lasting(Arbitrary<ConflictPolicy> policies) {
    return steps(policies)
        .map(
            steps ->
                steps.stream()
                    .filter(
                        step ->
                            !(step instanceof Write write && write.wish() instanceof Wish.Expire))
                    .toList());
  }

  /** With tombstones that are dropped; what a region has taken in is not sent to it again. */
  static Arbitrary<List<PolicyStep>> dropping() {
    Arbitrary<Integer> region = Arbitraries.integers().between(0, 2);
    Arbitrary<Wish> wish =
        Arbitraries.frequencyOf(
            Tuple.of(4, wish()),
            Tuple.of(1, Arbitraries.create(Wish.Delete::new)),
            Tuple.of(1, Arbitraries.create(Wish.Expire::new)));
    return Arbitraries.frequencyOf(
            Tuple.of(4, write(region, wish)),
            Tuple.of(7, inTurn(region)),
            Tuple.of(4, region.map(Drop::new)))
        .list()
        .ofMaxSize(60);
  }

  private static Arbitrary<PolicyStep> write(Arbitrary<Integer> region, Arbitrary<Wish> wish) {
    return Combinators.combine(
            region,
            Arbitraries.of(ConflictPolicy.values()),
            wish,
            Arbitraries.longs().between(0, 6))
        .as(Write::new);
  }

  /** What was taken in does not come again. */
  private static Arbitrary<PolicyStep> inTurn(Arbitrary<Integer> region) {
    return Combinators.combine(region, region, Arbitraries.integers().between(1, 3))
        .as((source, target, count) -> new Deliver(source, target, count, 0));
  }

  private static Arbitrary<Wish> wish() {
    Arbitrary<String> name = Arbitraries.of("a", "b");
    Arbitrary<Wish> put =
        Combinators.combine(name, value())
            .as(
                (each, value) -> {
                  TreeMap<String, AttributeValue> values = new TreeMap<>(Map.of(each, value));
                  values.put(PolicyWorld.PK, PolicyWorld.PK_VALUE);
                  values.put(PolicyWorld.EXPIRES, NumberValue.of(1));
                  return new Wish.Put(values);
                });
    Arbitrary<Wish> lasting =
        Combinators.combine(name, value().optional())
            .as(
                (each, value) -> {
                  TreeMap<String, AttributeValue> values = new TreeMap<>();
                  value.ifPresent(present -> values.put(each, present));
                  values.put(PolicyWorld.PK, PolicyWorld.PK_VALUE);
                  return new Wish.Put(values);
                });
    Arbitrary<Wish> delete = Arbitraries.create(Wish.Delete::new);
    Arbitrary<Wish> set = Combinators.combine(name, value()).as(Wish.Set::new);
    Arbitrary<Wish> remove = name.map(Wish.Remove::new);
    Arbitrary<Wish> never = Arbitraries.create(() -> new Wish.Remove(PolicyWorld.EXPIRES));
    Arbitrary<Wish> add =
        Combinators.combine(name, Arbitraries.of("1", "-1", "10", "9e125", "-9e125", "1e-130"))
            .as((each, amount) -> new Wish.Add(each, new BigDecimal(amount)));
    Arbitrary<Wish> elements =
        Combinators.combine(name, sets(), Arbitraries.of(true, true, false)).as(Wish.Elements::new);
    Arbitrary<Wish> expire = Arbitraries.create(Wish.Expire::new);
    Arbitrary<AttributeValue> until = Arbitraries.of(NumberValue.of(1), NumberValue.of(2));
    Arbitrary<Wish> last = until.map(value -> new Wish.Set(PolicyWorld.EXPIRES, value));
    Arbitrary<Wish> extend =
        Combinators.combine(until, name, Arbitraries.of("1", "10"))
            .as((value, each, amount) -> new Wish.Extend(value, each, new BigDecimal(amount)));
    return Arbitraries.oneOf(
        put, put, lasting, delete, set, set, remove, add, add, elements, elements, last, extend,
        never, expire, expire);
  }

  private static Arbitrary<AttributeValue> value() {
    Arbitrary<AttributeValue> number = Arbitraries.of(NumberValue.of(0), NumberValue.of(100));
    Arbitrary<AttributeValue> text = Arbitraries.of(new StringValue("x"), new StringValue("y"));
    return Arbitraries.oneOf(number, text, sets());
  }

  private static Arbitrary<AttributeValue> sets() {
    Arbitrary<AttributeValue> strings =
        Arbitraries.of("p", "q", "r")
            .set()
            .ofMinSize(1)
            .map(each -> new StringSetValue(new TreeSet<>(each)));
    Arbitrary<AttributeValue> numbers =
        Arbitraries.of(BigDecimal.ONE, BigDecimal.TWO)
            .set()
            .ofMinSize(1)
            .map(each -> new NumberSetValue(new TreeSet<>(each)));
    return Arbitraries.oneOf(strings, strings, numbers);
  }
}
