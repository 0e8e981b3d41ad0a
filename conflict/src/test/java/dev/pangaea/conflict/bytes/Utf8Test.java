package dev.pangaea.conflict.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Test {
  @Property
  void carriesEveryTextUnchangedOrRefusesIt(@ForAll("units") String text) {
    boolean halfPair = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    if (halfPair) {
      assertThatThrownBy(() -> Utf8.encode(text)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(Utf8.decode(Utf8.encode(text))).isEqualTo(text);
      assertThat(Utf8.length(text)).isEqualTo(Utf8.encode(text).length);
    }
  }

  @Property
  void takesBytesOnlyInTheirOneForm(@ForAll byte[] bytes) {
    Mutations.assertOnlyOneFormIsTaken(
        Bytes.copyOf(bytes),
        source -> Utf8.decode(source.shared()),
        text -> Bytes.copyOf(Utf8.encode(text)));
  }

  @Example
  void refusesOverlongFormsAndEncodedSurrogates() {
    assertRefused((byte) 0xC0, (byte) 0x80);
    assertRefused((byte) 0xED, (byte) 0xA0, (byte) 0x80);
    assertRefused((byte) 0xFF);
    assertRefused((byte) 'a', (byte) 0xE2, (byte) 0x82);
  }

  @Example
  void takesTheStandInCharacterWhereItWasWritten() {
    assertThat(Utf8.decode(Utf8.encode("a\uFFFDb"))).isEqualTo("a\uFFFDb");
  }

  @Provide
  Arbitrary<String> units() {
    return Arbitraries.chars()
        .with('a', '?', '\0', 'é', '漢', '\uD83D', '\uDE00', '\uFFFD', '\uFFFF')
        .list()
        .ofMaxSize(6)
        .map(
            units -> {
              StringBuilder text = new StringBuilder();
              units.forEach(text::append);
              return text.toString();
            });
  }

  private static void assertRefused(byte... bytes) {
    assertThatThrownBy(() -> Utf8.decode(bytes)).isInstanceOf(MalformedBytesException.class);
  }
}
