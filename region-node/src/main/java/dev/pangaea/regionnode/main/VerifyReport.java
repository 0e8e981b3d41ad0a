package dev.pangaea.regionnode.main;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.verify.Difference;
import dev.pangaea.regionnode.verify.Entry;
import dev.pangaea.regionnode.verify.Findings;
import dev.pangaea.regionnode.verify.KeyText;
import dev.pangaea.regionnode.verify.TableComparison;
import dev.pangaea.regionnode.verify.Unfit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a comparison came to, for people and for programs. */
final class VerifyReport {
  private static final JsonFactory JSON = new JsonFactory();

  private VerifyReport() {}

  static int status(Findings findings) {
    if (!findings.differences().isEmpty() || !findings.unfit().isEmpty()) {
      return VerifyCommand.DIFFERENT;
    }
    return findings.isCertain() ? VerifyCommand.EQUAL : VerifyCommand.UNKNOWN;
  }

  /** Of two: what differs differs, whatever cannot be told beside it. */
  static int worse(int one, int other) {
    return one == VerifyCommand.DIFFERENT || other == VerifyCommand.DIFFERENT
        ? VerifyCommand.DIFFERENT
        : Math.max(one, other);
  }

  static String text(TableComparison.Result result, Duration took) {
    StringBuilder text = new StringBuilder();
    Findings found = result.found();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %s and %s: %s%n  %,d ranges compared, %,d entries told one by one, in %.1f s (%,d ranges/s); %s",
            result.table(),
            result.one(),
            result.other(),
            verdict(status(found)),
            found.ranges(),
            found.items(),
            took.toMillis() / 1000.0,
            perSecond(found.ranges(), took),
            asOf(result)
                .map(at -> "converged as of " + at)
                .orElse("one has not heard of the other")));
    if (!found.isCertain()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  not told: %,d keys that are on their way, %,d ranges",
              found.moving(),
              found.unknown()));
    }
    for (Difference each : found.differences()) {
      text.append(
          String.format(
              "%n  %s differs%n    %s: %s%n    %s: %s",
              KeyText.of(each.key()),
              result.one(),
              text(each.one()),
              result.other(),
              text(each.other())));
    }
    for (Unfit each : found.unfit()) {
      text.append(
          String.format(
              "%n  %s, range %d: what %s holds does not fit its digest",
              each.partition(), each.range(), each.region()));
    }
    for (TableComparison.Done each : result.done()) {
      text.append(String.format("%n  %s: %s", each.what(), each.outcome()));
    }
    if (result.left() != found) {
      text.append(String.format("%n  then: %s", verdict(status(result.left()))));
    }
    return text.toString();
  }

  static String json(TableComparison.Result result, Duration took) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = JSON.createGenerator(text)) {
      Findings found = result.found();
      to.writeStartObject();
      to.writeStringField("table", result.table());
      to.writeArrayFieldStart("regions");
      to.writeString(result.one().value());
      to.writeString(result.other().value());
      to.writeEndArray();
      to.writeStringField("verdict", verdict(status(found)));
      to.writeStringField("verdictThen", verdict(status(result.left())));
      to.writeStringField("convergedAsOf", asOf(result).map(Instant::toString).orElse(null));
      to.writeNumberField("ranges", found.ranges());
      to.writeNumberField("entries", found.items());
      to.writeNumberField("moving", found.moving());
      to.writeNumberField("rangesNotTold", found.unknown());
      to.writeNumberField("millis", took.toMillis());
      to.writeArrayFieldStart("differences");
      for (Difference each : found.differences()) {
        difference(each, result, to);
      }
      to.writeEndArray();
      to.writeArrayFieldStart("unfit");
      for (Unfit each : found.unfit()) {
        to.writeStartObject();
        to.writeStringField("region", each.region().value());
        to.writeNumberField("partition", each.partition().partition());
        to.writeNumberField("range", each.range());
        to.writeEndObject();
      }
      to.writeEndArray();
      to.writeArrayFieldStart("repairs");
      for (TableComparison.Done each : result.done()) {
        to.writeStartObject();
        to.writeStringField("what", each.what());
        to.writeStringField("outcome", each.outcome());
        to.writeEndObject();
      }
      to.writeEndArray();
      to.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void difference(Difference each, TableComparison.Result result, JsonGenerator to)
      throws IOException {
    to.writeStartObject();
    to.writeStringField("key", KeyText.of(each.key()));
    to.writeNumberField("partition", each.partition().partition());
    to.writeNumberField("range", each.range());
    entry(result.one(), each.one(), to);
    entry(result.other(), each.other(), to);
    to.writeEndObject();
  }

  private static void entry(RegionName region, Optional<Entry> entry, JsonGenerator to)
      throws IOException {
    to.writeFieldName(region.value());
    if (entry.isEmpty()) {
      to.writeNull();
      return;
    }
    to.writeStartObject();
    to.writeStringField("version", entry.get().version().toString());
    to.writeBooleanField("deleted", entry.get().deleted());
    to.writeObjectFieldStart("context");
    for (var seen : entry.get().context().seen().entrySet()) {
      to.writeStringField(seen.getKey().value(), seen.getValue().toString());
    }
    to.writeEndObject();
    to.writeStringField("digest", entry.get().digest().toString());
    to.writeEndObject();
  }

  private static String text(Optional<Entry> entry) {
    return entry
        .map(
            held ->
                "%s %s, has seen %s, digest %s"
                    .formatted(
                        held.deleted() ? "deleted by" : "version",
                        held.version(),
                        held.context().seen(),
                        held.digest()))
        .orElse("nothing");
  }

  private static String verdict(int status) {
    return switch (status) {
      case VerifyCommand.EQUAL -> "equal";
      case VerifyCommand.DIFFERENT -> "different";
      default -> "cannot tell";
    };
  }

  /** A millisecond before: more may have been written in the one that the time is in. */
  private static Optional<Instant> asOf(TableComparison.Result result) {
    return result.convergedAsOf().map(at -> Instant.ofEpochMilli(at.millis() - 1));
  }

  private static long perSecond(long count, Duration took) {
    return count * 1000 / Math.max(1, took.toMillis());
  }
}
