package dev.pangaea.conflict.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.DeliveryOutcome.Elsewhere;
import dev.pangaea.conflict.change.DeliveryOutcome.NotWanted;
import dev.pangaea.conflict.change.DeliveryOutcome.Taken;
import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.conflict.change.DeliveryOutcome.Unavailable;
import dev.pangaea.conflict.item.AnyItem;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.AnyVersion;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws changes, records and what replicators and nodes say to each other. */
public final class AnyChange {
  private AnyChange() {}

  public static Arbitrary<Content> content() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Content.Deleted()),
        AnyItem.item().map(item -> new Content.Present(EncodedItem.of(item))));
  }

  public static Arbitrary<Change> change() {
    return Combinators.combine(AnyItem.key(), AnyVersion.version(), AnyVersion.context(), content())
        .as(
            (key, version, context, content) ->
                new Change(EncodedKey.of(key), version, context.with(version), content));
  }

  static Arbitrary<LogRecord> logRecord() {
    return Combinators.combine(recordId(), recordId(), AnyVersion.time(), body())
        .as(LogRecord::new);
  }

  static Arbitrary<Delivery> delivery() {
    return Combinators.combine(
            AnyItem.text(),
            partition(),
            position(),
            progress(),
            change().list().ofMaxSize(3),
            Arbitraries.oneOf(Arbitraries.just(Context.EMPTY), AnyVersion.context()),
            watermarks().optional())
        .as(Delivery::new);
  }

  private static Arbitrary<Watermarks> watermarks() {
    Arbitrary<Set<RegionName>> regions = AnyVersion.region().set().ofMaxSize(3);
    return Combinators.combine(AnyVersion.context(), regions, regions)
        .as(
            (taken, members, gone) ->
                new Watermarks(taken, new TreeSet<>(members), new TreeSet<>(gone)));
  }

  static Arbitrary<Intake> intake() {
    return Combinators.combine(AnyItem.text(), partition(), progress()).as(Intake::new);
  }

  static Arbitrary<DeliveryOutcome> outcome() {
    Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<Tally> tally =
        Combinators.combine(count, count, count, count, count, count).as(Tally::new);
    Arbitrary<Long> millis = Arbitraries.longs().greaterOrEqual(0);
    return Arbitraries.oneOf(
        Combinators.combine(progress(), tally, millis).as(Taken::new),
        progress().map(Elsewhere::new),
        Arbitraries.of(new NotWanted(), new Unavailable()));
  }

  private static Arbitrary<Body> body() {
    Arbitrary<Arrival> arrival =
        Combinators.combine(change(), Arbitraries.of(Standing.class)).as(Arrival::new);
    return Arbitraries.oneOf(
        Arbitraries.just(new Body.Noop()),
        change().list().ofMaxSize(3).map(Body.Writes::new),
        Combinators.combine(progress(), arrival.list().ofMaxSize(3)).as(Body.Arrivals::new),
        Combinators.combine(
                AnyVersion.region(),
                Arbitraries.oneOf(Arbitraries.just(Context.EMPTY), AnyVersion.context()),
                change().list().ofMaxSize(3))
            .as(Body.Copy::new),
        watermarks().map(Body.Told::new),
        arrival.list().ofMaxSize(3).map(Body.Released::new),
        Combinators.combine(AnyVersion.context(), change().list().ofMaxSize(3))
            .as(
                (floor, changes) ->
                    new Body.Dropped(
                        floor,
                        changes.stream()
                            .map(change -> new Tombstone(change.key(), change.version()))
                            .toList())),
        transaction().list().ofMaxSize(3).map(Body.Transactions::new),
        Combinators.combine(Arbitraries.longs().greaterOrEqual(0), change().list().ofMaxSize(3))
            .as(Body.Part::new),
        Combinators.combine(conflict(), change()).as(Body.Restoration::new),
        streamWord().optional().map(Body.Streaming::new));
  }

  private static Arbitrary<StreamWord> streamWord() {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(0), Arbitraries.of(StreamView.class))
        .as(StreamWord::new);
  }

  private static Arbitrary<ConflictAt> conflict() {
    Arbitrary<Long> number = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(number, number, Arbitraries.integers().greaterOrEqual(0))
        .as(ConflictAt::new);
  }

  public static Arbitrary<Transaction> transaction() {
    Arbitrary<ClientToken> token =
        Combinators.combine(AnyItem.text(), AnyItem.text())
            .as((text, hash) -> new ClientToken(text, Bytes.owning(hash.getBytes(UTF_8))));
    Arbitrary<Transaction.Write> write =
        Combinators.combine(AnyItem.key().map(EncodedKey::of), content())
            .as(Transaction.Write::new);
    Arbitrary<Transaction.Part> part =
        Combinators.combine(partition(), partition(), write.list().ofMaxSize(3))
            .as(Transaction.Part::new);
    return Combinators.combine(token.optional(), part.list().ofMaxSize(3)).as(Transaction::new);
  }

  private static Arbitrary<RecordId> recordId() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(RecordId::new);
  }

  private static Arbitrary<Position> position() {
    return Combinators.combine(Arbitraries.longs().greaterOrEqual(0), recordId()).as(Position::new);
  }

  private static Arbitrary<Progress> progress() {
    Arbitrary<Watermark> watermark =
        Combinators.combine(AnyVersion.time(), Arbitraries.longs()).as(Watermark::new);
    return Combinators.combine(AnyVersion.region(), AnyItem.text(), position(), watermark)
        .as(Progress::new);
  }

  private static Arbitrary<Integer> partition() {
    return Arbitraries.integers().greaterOrEqual(0);
  }
}
