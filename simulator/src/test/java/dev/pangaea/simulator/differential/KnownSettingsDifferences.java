package dev.pangaea.simulator.differential;

import static dev.pangaea.simulator.differential.Known.API_REFERENCE;
import static dev.pangaea.simulator.differential.Known.words;

import java.util.List;

/** The differences that may be in what is answered about streams, expiry and capacity. */
final class KnownSettingsDifferences {
  private static final String CAPTURED = "captured from the service";

  private static final List<Known> ALL =
      List.of(
          new Known(
              "broken constraints of members are told, of streams and tables alike; DynamoDB Local"
                  + " looks for the stream, and finds none",
              CAPTURED + ": \"1 validation error detected: …\"",
              difference ->
                  difference.ours().error().equals("ValidationException")
                      && difference
                          .ours()
                          .body()
                          .matches("(?s)\\d+ validation errors? detected: .*")
                      && (difference.bothRefused() || isBroken(difference.call()))),
          new Known(
              "a table that is not there is named by what changes settings",
              CAPTURED,
              words(
                  "Requested resource not found: Table: ",
                  "Cannot do operations on a non-existent table")),
          new Known(
              "a name that no table can have is of a table that is not there",
              CAPTURED,
              difference ->
                  difference.bothRefused()
                      && difference.ours().error().equals("ResourceNotFoundException")
                      && difference.theirs().body().startsWith("Invalid table/index name.")),
          new Known(
              "a stream that is not there is named",
              CAPTURED,
              words("Requested resource not found: Stream: ", "Stream does not exist")),
          new Known(
              "a shard that is not there is no resource",
              CAPTURED,
              words("Requested resource not found: Shard does not exist", "Shard does not exist")),
          new Known(
              "a number that is none is told; DynamoDB Local fails",
              API_REFERENCE + "CommonErrors.html: InternalFailure is the server's own failure",
              difference ->
                  difference.theirs().error().equals("InternalFailure")
                      && difference.ours().status() == 400),
          new Known(
              "a number that is none is told before the stream is looked for",
              "documented nowhere",
              difference ->
                  difference.bothRefused()
                      && difference.ours().body().endsWith("invalid: Invalid SequenceNumber")),
          new Known(
              "which attribute has the time is told",
              CAPTURED,
              words(
                  "TimeToLive is active on a different AttributeName: current AttributeName is ",
                  "TimeToLive is active on a different AttributeName")),
          new Known(
              "what an UpdateTable lacks is told in words of its own, before the table is looked for",
              CAPTURED,
              difference ->
                  difference.bothRefused()
                      && (difference.ours().body().startsWith("At least one of Provisioned")
                          || difference
                              .ours()
                              .body()
                              .startsWith(
                                  "One or more parameter values were invalid: ProvisionedThroughput"
                                      + " must"))));

  private KnownSettingsDifferences() {}

  /** Whether the request is one for streams that breaks the constraints of its members. */
  private static boolean isBroken(Call call) {
    return call.operation().equals("ListStreams")
        && (!call.body().path("TableName").asText("settings").matches("[a-zA-Z0-9_.-]{3,255}")
            || !call.body()
                .path("ExclusiveStartStreamArn")
                .asText(StreamNames.ITERATOR.repeat(5))
                .matches("\\$STREAM|.{37,1024}")
            || call.body().path("Limit").asInt(1) < 1
            || call.body().path("Limit").asInt(1) > 100);
  }

  static boolean isKnown(Difference difference) {
    return Known.isAny(ALL, difference);
  }
}
