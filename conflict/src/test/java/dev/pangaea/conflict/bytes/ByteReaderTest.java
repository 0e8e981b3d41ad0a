package dev.pangaea.conflict.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ByteReaderTest {
  @Property
  void readsWhatWasWritten(
      @ForAll byte small,
      @ForAll short half,
      @ForAll int word,
      @ForAll long number,
      @ForAll byte[] run,
      @ForAll int repeated) {
    ByteWriter to = new ByteWriter(0);
    to.u8(small);
    to.u16(half);
    to.i32(word);
    to.i64(number);
    to.varint(number);
    to.zigzag(number);
    to.u63(number & Long.MAX_VALUE);
    to.u63(repeated & Integer.MAX_VALUE);
    to.bytes(run);
    ByteReader from = new ByteReader(to.written());

    assertThat(from.u8()).isEqualTo(small & 0xFF);
    assertThat(from.u16()).isEqualTo(half & 0xFFFF);
    assertThat(from.i32()).isEqualTo(word);
    assertThat(from.i64()).isEqualTo(number);
    assertThat(from.varint()).isEqualTo(number);
    assertThat(from.zigzag()).isEqualTo(number);
    assertThat(from.u63()).isEqualTo(number & Long.MAX_VALUE);
    assertThat(from.u31()).isEqualTo(repeated & Integer.MAX_VALUE);
    assertThat(from.bytes()).isEqualTo(Bytes.copyOf(run));
    from.end();
  }

  @Property
  void takesVarintsOnlyInTheirShortestForm(@ForAll byte[] bytes) {
    Mutations.assertOnlyOneFormIsTaken(
        Bytes.copyOf(bytes), ByteReaderTest::varintAlone, ByteReaderTest::varintAlone);
  }

  @Example
  void refusesNumbersOfMoreThanTheirBits() {
    assertMalformed(reader -> reader.u31(), written(writer -> writer.varint(1L << 31)));
    assertMalformed(reader -> reader.u63(), written(writer -> writer.varint(-1)));
    assertMalformed(reader -> reader.varint(), tenBytes((byte) 0x02));
    assertThat(new ByteReader(tenBytes((byte) 0x01)).varint()).isEqualTo(-1);
  }

  @Example
  void refusesToReadPastTheEnd() {
    assertMalformed(ByteReader::u8, Bytes.EMPTY);
    assertMalformed(ByteReader::i64, Bytes.copyOf(new byte[7]));
    assertMalformed(ByteReader::bytes, Bytes.copyOf((byte) 2, (byte) 0));
    assertMalformed(reader -> reader.raw(-1), Bytes.copyOf(new byte[7]));
    assertMalformed(ByteReader::count, written(writer -> writer.varint(Long.MAX_VALUE)));
    assertMalformed(ByteReader::count, written(writer -> writer.varint(-5)));
  }

  @Example
  void refusesTrailingBytesAndUnknownFormats() {
    assertMalformed(
        reader -> {
          reader.end();
          return 0;
        },
        Bytes.copyOf((byte) 1));
    assertMalformed(
        reader -> {
          reader.format(2);
          return 0;
        },
        Bytes.copyOf((byte) 1));
  }

  private static Bytes tenBytes(byte last) {
    byte[] bytes = {-1, -1, -1, -1, -1, -1, -1, -1, -1, last};
    return Bytes.copyOf(bytes);
  }

  private static long varintAlone(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    long value = from.varint();
    from.end();
    return value;
  }

  private static Bytes varintAlone(long value) {
    return written(writer -> writer.varint(value));
  }

  private static Bytes written(Consumer<ByteWriter> write) {
    ByteWriter to = new ByteWriter(1);
    write.accept(to);
    return to.written();
  }

  private static void assertMalformed(Function<ByteReader, Object> read, Bytes bytes) {
    assertThatThrownBy(() -> read.apply(new ByteReader(bytes)))
        .isInstanceOf(MalformedBytesException.class);
  }
}
