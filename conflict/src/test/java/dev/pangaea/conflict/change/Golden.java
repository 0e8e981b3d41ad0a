package dev.pangaea.conflict.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Values whose bytes are kept as files, {@code golden/<name>.<format>.hex}. Bytes like these lie in
 * the logs and stores of running regions: a change of the code that changes them cuts those off.
 *
 * <p>To change a format: give the codec a new format number, let it go on reading the old one, add
 * files for the new one, and keep the old files under a test that still decodes them.
 */
public final class Golden {
  public static final RegionName HERE = new RegionName("us-east-1");
  public static final RegionName THERE = new RegionName("eu-west-1");
  public static final Version VERSION = new Version(HybridTime.of(1_795_000_000_123L, 7), HERE);
  public static final Version SEEN = new Version(HybridTime.of(1_795_000_000_100L, 0), THERE);
  public static final Context CONTEXT = Context.of(SEEN).with(VERSION);
  public static final EncodedItem ITEM = EncodedItem.of(item());
  public static final EncodedKey KEY =
      EncodedKey.of(PrimaryKey.of(new StringValue("user\0é"), NumberValue.of(-1250)));

  static final Change CHANGE = new Change(KEY, VERSION, CONTEXT, new Content.Present(ITEM));
  static final Change DELETION = new Change(KEY, SEEN, Context.of(SEEN), new Content.Deleted());
  static final RecordId PREVIOUS = new RecordId(0x1234_5678_9ABC_DEF0L, 41);
  static final RecordId ID = new RecordId(0x1234_5678_9ABC_DEF0L, 42);
  static final Progress PROGRESS =
      new Progress(
          THERE,
          "orders-7",
          new Position(300, new RecordId(-2, 5)),
          new Watermark(SEEN.time(), 1_795_000_000_111L));

  static final Watermarks WATERMARKS =
      new Watermarks(
          CONTEXT,
          new TreeSet<>(List.of(HERE, THERE)),
          new TreeSet<>(List.of(new RegionName("sa-east-1"))));

  static final Transaction TRANSACTION =
      new Transaction(
          Optional.of(new ClientToken("token-1", Bytes.copyOf((byte) 7, (byte) 8))),
          List.of(
              new Transaction.Part(
                  7,
                  300,
                  List.of(
                      new Transaction.Write(KEY, new Content.Present(ITEM)),
                      new Transaction.Write(KEY, new Content.Deleted()))),
              new Transaction.Part(8, 0, List.of())));

  private Golden() {}

  /** Checks that the value has the bytes of the file, and that they are read back as the value. */
  public static <T> void assertBytes(
      String file, T value, Function<T, Bytes> encode, Function<Bytes, T> decode) {
    Bytes kept = read(file);
    assertThat(encode.apply(value))
        .as("the bytes of %s; see %s on how a format is changed", file, Golden.class.getName())
        .isEqualTo(kept);
    assertThat(decode.apply(kept)).isEqualTo(value);
  }

  private static Bytes read(String file) {
    try (InputStream source = Golden.class.getResourceAsStream("/golden/" + file)) {
      assertThat(source).as("the golden file %s", file).isNotNull();
      String hex = new String(source.readAllBytes(), StandardCharsets.US_ASCII);
      return Bytes.copyOf(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Item item() {
    return Item.of(
        Map.ofEntries(
            Map.entry("string", new StringValue("text é漢")),
            Map.entry("number", new NumberValue(new BigDecimal("-12.50"))),
            Map.entry("large", number("12345678901234567890123456789012345678e-20")),
            Map.entry("binary", new BinaryValue(Bytes.copyOf((byte) 0, (byte) 255))),
            Map.entry("true", new BooleanValue(true)),
            Map.entry("false", new BooleanValue(false)),
            Map.entry("null", new NullValue()),
            Map.entry("list", new ListValue(List.of(NumberValue.of(0), new NullValue()))),
            Map.entry("map", MapValue.of(Map.of("inner", new StringValue("")))),
            Map.entry("strings", new StringSetValue(new TreeSet<>(List.of("b", "a")))),
            Map.entry(
                "numbers",
                new NumberSetValue(new TreeSet<>(List.of(BigDecimal.TEN, BigDecimal.ONE)))),
            Map.entry(
                "binaries", new BinarySetValue(new TreeSet<>(List.of(Bytes.copyOf((byte) 9)))))));
  }

  private static AttributeValue number(String text) {
    return new NumberValue(new BigDecimal(text));
  }
}
