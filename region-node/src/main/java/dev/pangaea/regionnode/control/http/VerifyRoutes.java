package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.DeliveryOutcomeCodec;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.verify.RegionUnavailableException;
import dev.pangaea.regionnode.verify.RegionView;
import dev.pangaea.regionnode.verify.TablePartition;
import dev.pangaea.regionnode.verify.VerifyCodec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a region shows of what it holds, by the paths of requests. Blocks on the store's reads. */
final class VerifyRoutes {
  static final String PREFIX = "/verify/";

  private final RegionView region;

  VerifyRoutes(RegionView region) {
    this.region = region;
  }

  /**
   * @param parameter the value of a parameter, or null
   * @return empty for a table or partition that is not served here
   * @throws IllegalArgumentException for a request that makes no sense
   */
  Optional<Bytes> answer(String method, String path, UnaryOperator<String> parameter, Bytes body) {
    try {
      return Optional.of(
          switch (method + " " + path.substring(PREFIX.length())) {
            case "GET tables" -> VerifyCodec.tables(region.tables());
            case "GET known" -> VerifyCodec.known(region.known(partition(parameter)));
            case "GET digests" -> VerifyCodec.digests(region.digests(partition(parameter)));
            case "GET reading" ->
                VerifyCodec.reading(region.read(partition(parameter), range(parameter)));
            case "GET entries" ->
                VerifyCodec.page(
                    region.entries(
                        partition(parameter), range(parameter), bytes("from", parameter)));
            case "GET state" ->
                VerifyCodec.state(
                    region.state(partition(parameter), EncodedKey.parse(bytes("key", parameter))));
            case "GET dropped" -> VerifyCodec.dropped(region.dropped(partition(parameter)));
            case "POST states" ->
                DeliveryOutcomeCodec.encode(
                    List.of(
                        region.takeIn(
                            partition(parameter),
                            new RegionName(text("from", parameter)),
                            Long.parseLong(text("dropped", parameter)),
                            VerifyCodec.changes(body))));
            case "POST recount" -> {
              region.recount(partition(parameter), range(parameter));
              yield Bytes.EMPTY;
            }
            default -> throw new IllegalArgumentException("no such path");
          });
    } catch (RegionUnavailableException missing) {
      return Optional.empty();
    } catch (MalformedBytesException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  private static TablePartition partition(UnaryOperator<String> parameter) {
    return new TablePartition(text("table", parameter), number("partition", parameter));
  }

  private static int range(UnaryOperator<String> parameter) {
    int range = number("range", parameter);
    if (range < 0 || range >= RangeDigest.RANGES) {
      throw new IllegalArgumentException("no such range: " + range);
    }
    return range;
  }

  private static int number(String name, UnaryOperator<String> parameter) {
    return Integer.parseInt(text(name, parameter));
  }

  private static Bytes bytes(String name, UnaryOperator<String> parameter) {
    return Bytes.owning(HexFormat.of().parseHex(text(name, parameter)));
  }

  private static String text(String name, UnaryOperator<String> parameter) {
    String value = parameter.apply(name);
    if (value == null) {
      throw new IllegalArgumentException("a parameter is missing: " + name);
    }
    return value;
  }
}
