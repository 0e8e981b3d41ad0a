package dev.pangaea.simulator.demo;

import dev.pangaea.simulator.link.LinkProxy;
import java.util.Locale;
import java.util.OptionalInt;

/** What the demo says when it is up: where things are, and lines to paste. */
final class Welcome {
  private Welcome() {}

  static String text(
      DemoSettings settings,
      Demo demo,
      int linkControlPort,
      OptionalInt consolePort,
      double seconds) {
    DemoRegion here = demo.regions().getFirst();
    DemoRegion there = demo.regions().getLast();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Two regions are up after %.1f s, and the table \"%s\" is in both.%n%n",
            seconds,
            settings.table()));
    for (DemoRegion region : demo.regions()) {
      text.append(
          "  %-10s  DynamoDB API %s   status and metrics %s   replicator %s   Kafka %s%n"
              .formatted(
                  region.node().region(),
                  url(region.node().apiPort()),
                  url(region.node().controlPort()),
                  url(region.replicator().httpPort()),
                  region.broker().bootstrap()));
    }
    String control = url(linkControlPort);
    text.append("  %-10s  %s   %s%n".formatted("links", control, names(demo.links())));
    consolePort.ifPresent(
        port -> text.append("  %-10s  %s in a browser%n".formatted("console", url(port))));
    text.append('\n');
    String aws =
        "AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x aws dynamodb --region %s --endpoint-url %s ";
    String awsHere = aws.formatted(here.node().region(), url(here.node().apiPort()));
    String awsThere = aws.formatted(there.node().region(), url(there.node().apiPort()));
    String pair =
        "{\"regions\":[\"%s\",\"%s\"]}".formatted(here.node().region(), there.node().region());
    String get =
        "get-item --table-name %s --key '{\"pk\":{\"S\":\"k1\"}}'".formatted(settings.table());
    text.append("Write in one region, read in the other:\n");
    line(
        text,
        awsHere
            + "put-item --table-name %s --item '{\"pk\":{\"S\":\"k1\"},\"v\":{\"S\":\"hello\"}}'"
                .formatted(settings.table()));
    line(text, awsThere + get);
    text.append(
        "Cut the regions off from each other, write the same item on both sides, heal, and read both:\n");
    line(text, "curl -sX POST %s/partitions -d '%s'".formatted(control, pair));
    line(
        text,
        awsHere
            + "put-item --table-name %s --item '{\"pk\":{\"S\":\"k1\"},\"v\":{\"S\":\"from %s\"}}'"
                .formatted(settings.table(), here.node().region()));
    line(
        text,
        awsThere
            + "put-item --table-name %s --item '{\"pk\":{\"S\":\"k1\"},\"v\":{\"S\":\"from %s\"}}'"
                .formatted(settings.table(), there.node().region()));
    line(text, "curl -sX DELETE %s/partitions".formatted(control));
    line(text, awsHere + get);
    line(text, awsThere + get);
    text.append("The same without the AWS CLI, and 80 ms of latency each way, on one link:\n");
    line(
        text,
        "curl -s %s -H 'X-Amz-Target: DynamoDB_20120810.GetItem' -H 'Content-Type: application/x-amz-json-1.0' -H 'X-Amz-Date: 20260101T000000Z' -H 'Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0' -d '{\"TableName\":\"%s\",\"Key\":{\"pk\":{\"S\":\"k1\"}}}'"
            .formatted(url(there.node().apiPort()), there.node().region(), settings.table()));
    line(
        text,
        "curl -sX PATCH %s/links/%s -d '{\"latencyMillis\":80}'"
            .formatted(control, demo.links().links().getFirst().spec().name()));
    text.append("\nCtrl-C ends it.\n");
    return text.toString();
  }

  private static void line(StringBuilder text, String command) {
    text.append("  ").append(command).append('\n');
  }

  private static String names(LinkProxy links) {
    return String.join(", ", links.links().stream().map(link -> link.spec().name()).toList());
  }

  private static String url(int port) {
    return "http://" + DemoSettings.HOST + ":" + port;
  }
}
