package dev.pangaea.conflict.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.bytes.Mutations;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodecsTest {
  private static final byte FORMAT = 1;

  @Property
  void everyRecordComesBack(@ForAll("records") LogRecord record, @ForAll long seed) {
    assertLaws(record, seed, LogRecordCodec::encode, LogRecordCodec::decode);
  }

  @Property
  void everyDeliveryComesBack(@ForAll("deliveries") List<Delivery> deliveries, @ForAll long seed) {
    assertLaws(deliveries, seed, DeliveryCodec::encode, DeliveryCodec::decode);
  }

  @Property
  void everyOutcomeComesBack(
      @ForAll("outcomes") List<DeliveryOutcome> outcomes, @ForAll long seed) {
    assertLaws(outcomes, seed, DeliveryOutcomeCodec::encode, DeliveryOutcomeCodec::decode);
  }

  @Property
  void everyIntakeComesBack(@ForAll("intakes") List<Intake> intakes, @ForAll long seed) {
    assertLaws(intakes, seed, IntakeCodec::encode, IntakeCodec::decode);
  }

  @Property(tries = 3000)
  void randomBytesAreRefusedOrAreInTheirOneForm(@ForAll byte[] tail) {
    byte[] content = new byte[tail.length + 1];
    content[0] = FORMAT;
    System.arraycopy(tail, 0, content, 1, tail.length);
    Bytes bytes = Bytes.copyOf(content);
    Mutations.assertOnlyOneFormIsTaken(bytes, LogRecordCodec::decode, LogRecordCodec::encode);
    Mutations.assertOnlyOneFormIsTaken(bytes, DeliveryCodec::decode, DeliveryCodec::encode);
    Mutations.assertOnlyOneFormIsTaken(bytes, IntakeCodec::decode, IntakeCodec::encode);
    Mutations.assertOnlyOneFormIsTaken(
        bytes, DeliveryOutcomeCodec::decode, DeliveryOutcomeCodec::encode);
  }

  @Example
  void anUnknownFormatIsRefused() {
    Bytes later = Bytes.copyOf((byte) 9, (byte) 0);
    List<Function<Bytes, Object>> decoders =
        List.of(
            LogRecordCodec::decode,
            DeliveryCodec::decode,
            IntakeCodec::decode,
            DeliveryOutcomeCodec::decode);
    for (Function<Bytes, Object> decoder : decoders) {
      assertThatThrownBy(() -> decoder.apply(later))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("format 9");
    }
  }

  @Example
  void whatCannotBeReadBackIsNotWritten() {
    Progress progress = Golden.PROGRESS;
    assertThatThrownBy(() -> IntakeCodec.encode(List.of(new Intake("t", -1, progress))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(-1, RecordId.GENESIS))
        .isInstanceOf(IllegalArgumentException.class);
    Change change = Golden.CHANGE;
    assertThatThrownBy(
            () ->
                new Change(
                    change.key(),
                    new Version(HybridTime.MAX, change.origin()),
                    change.context(),
                    change.content()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<LogRecord> records() {
    return AnyChange.logRecord();
  }

  @Provide
  Arbitrary<List<Delivery>> deliveries() {
    return AnyChange.delivery().list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<DeliveryOutcome>> outcomes() {
    return AnyChange.outcome().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Intake>> intakes() {
    return AnyChange.intake().list().ofMaxSize(4);
  }

  private static <T> void assertLaws(
      T value, long seed, Function<T, Bytes> encode, Function<Bytes, T> decode) {
    Bytes bytes = encode.apply(value);
    assertThat(decode.apply(bytes)).isEqualTo(value);
    for (int round = 0; round < 5; round++) {
      Mutations.assertOnlyOneFormIsTaken(Mutations.damaged(bytes, seed + round), decode, encode);
    }
  }
}
