package dev.pangaea.simulator.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.processes.EmailJournal.Email;
import dev.pangaea.simulator.processes.EmailJournal.Entry;
import dev.pangaea.simulator.processes.RegionProcesses.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Write, stream, worker: each change of an order that the API has acknowledged has its e-mail once,
 * and an order's in their order, whoever is killed when. {@code -Dpangaea.kills=10} kills more.
 */
@OnSharedRegions
class TriggeredWorkerIT {
  private static final int ROUNDS = Integer.getInteger("pangaea.kills", 1);
  private static final long SEED = Long.getLong("pangaea.live.seed", 1);
  private static final int ORDERS = 8;
  private static final int EMAILS_BETWEEN_KILLS_MAX = 100;
  private static final Duration BOUND = Await.LONG;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final HttpCalls calls = new HttpCalls();
  private final Random random = new Random(SEED);
  private final int port = ClaimedPort.next();
  private TwoRegions regions;
  private JavaProcess worker;
  private EmailJournal.Reader journal;
  private int beginnings;

  private enum Victim {
    NODE,
    KAFKA,
    WORKER,
    NODE_AND_WORKER
  }

  /**
   * @param during whether it falls into a call that the worker is in the middle of
   */
  private record Kill(Victim victim, boolean during) {}

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
    Path path = folder.resolve("journal");
    journal = new EmailJournal.Reader(path);
    worker =
        new JavaProcess(folder.resolve("worker.out"), path.toString(), "" + port)
            .running(EmailWorker.class)
            .readyWhenItSays(EmailWorker.READY)
            .start();
  }

  @AfterEach
  void close() throws Exception {
    worker.close();
    calls.close();
  }

  @Test
  void everyAcknowledgedChangeHasItsEmailOnceAndInOrderWhoeverIsKilled() throws Exception {
    MailedOrders orders = MailedOrders.create(regions, "mailed-orders", ORDERS);
    String rules = "\"batchSize\":10,\"parallelizationFactor\":2,\"timeoutMillis\":300000";
    try (TriggerDesk trigger =
        TriggerDesk.create(regions.us, "emails", "mailed-orders", url(), rules)) {
      try (Workers clients = new Workers(regions.us)) {
        orders.startChanging(clients);
        for (Kill kill : kills()) {
          awaitEmails(1 + random.nextInt(EMAILS_BETWEEN_KILLS_MAX));
          strike(kill, trigger);
        }
        awaitEmails(EMAILS_BETWEEN_KILLS_MAX);
        trigger.change("\"batchSize\":7,\"parallelizationFactor\":3");
        beginnings++;
        awaitEmails(EMAILS_BETWEEN_KILLS_MAX);
      }
      awaitAllSent(orders);
      trigger.awaitKept();

      int before = journal().size();
      regions.us.part(Part.NODE).restart();
      worker.restart();
      try (DynamoDbClient client = TwoRegions.client(regions.us)) {
        orders.changeAll(client);
      }
      awaitAllSent(orders);
      assertThat(told(journal().subList(before, journal().size())))
          .as("records told by a node that has begun anew when all was kept")
          .hasSize(ORDERS);
      EmailAudit audit = EmailAudit.of(journal(), beginnings);
      assertThat(audit.faults()).isEmpty();
      System.out.printf(
          "%d kills: %d changes acknowledged, as many e-mails; %d records told%n",
          kills().size() + 2, orders.count(), audit.told());
    }
  }

  @Test
  void whatAWorkerAlwaysFailsAtIsADeadLetterAndHoldsUpNobody() throws Exception {
    MailedOrders orders = MailedOrders.create(regions, "poisoned-orders", ORDERS);
    String rules =
        "\"batchSize\":10,\"maximumRetryAttempts\":1,\"bisectBatchOnFunctionError\":true,"
            + "\"deadLetters\":true,\"timeoutMillis\":300000";
    try (TriggerDesk trigger =
            TriggerDesk.create(regions.us, "careful", "poisoned-orders", url(), rules);
        DynamoDbClient client = TwoRegions.client(regions.us)) {
      orders.changeAll(client);
      orders.poison(client, 3);
      orders.changeAll(client);
      Map<String, List<Integer>> expected = orders.acknowledged();
      expected.put(MailedOrders.name(3), List.of(1, 3));
      awaitSent(expected);
      Await.until("a dead letter is counted", BOUND, () -> trigger.count("deadLettered") == 1);
      assertThat(deadLetters("careful")).containsExactly(MailedOrders.name(3) + "/2");

      worker.kill();
      long failed = trigger.count("failedCalls");
      orders.changeAll(client);
      Await.until(
          "calls fail while nobody listens, or are given up",
          BOUND,
          () ->
              trigger.count("failedCalls") >= failed + 3 * ORDERS
                  || trigger.count("deadLettered") > 1);
      assertThat(trigger.count("deadLettered")).as("while nobody listens").isEqualTo(1);
      worker.start();
      expected.replaceAll((order, versions) -> plus(versions, versions.getLast() + 1));
      awaitSent(expected);

      hold();
      orders.poison(client, 5);
      awaitHeld(1);
      regions.us.part(Part.KAFKA).kill();
      release();
      Await.until("it fails again", BOUND, () -> answers(500, MailedOrders.name(5)) >= 2);
      regions.us.part(Part.KAFKA).start();
      orders.changeAll(client);
      expected.replaceAll(
          (order, versions) ->
              plus(versions, versions.getLast() + (order.equals(MailedOrders.name(5)) ? 2 : 1)));
      awaitSent(expected);
      assertThat(deadLetters("careful").stream().distinct())
          .containsExactly(MailedOrders.name(3) + "/2", MailedOrders.name(5) + "/4");
      assertThat(trigger.count("deadLettered")).isEqualTo(2);
      assertThat(trigger.count("dropped")).isZero();
      assertThat(EmailAudit.of(journal(), 0).faults()).isEmpty();
    }
  }

  private List<Kill> kills() {
    List<Kill> kills = new ArrayList<>();
    Random order = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      List<Kill> all = new ArrayList<>();
      for (Victim victim : Victim.values()) {
        all.add(new Kill(victim, false));
        all.add(new Kill(victim, true));
      }
      Collections.shuffle(all, order);
      kills.addAll(all);
    }
    return kills;
  }

  /** What a call is held for is done after it: by a worker that goes on, or is another one. */
  private void strike(Kill kill, TriggerDesk trigger) throws Exception {
    if (kill.during()) {
      long held = held();
      hold();
      awaitHeld(held + 1);
      trigger.awaitProgressKept();
    }
    switch (kill.victim()) {
      case WORKER -> worker.restart();
      case KAFKA -> regions.us.part(Part.KAFKA).restart();
      case NODE -> {
        regions.us.part(Part.NODE).restart();
        beginnings++;
      }
      case NODE_AND_WORKER -> {
        regions.us.part(Part.NODE).kill();
        worker.restart();
        regions.us.part(Part.NODE).start();
        beginnings++;
      }
    }
    if (kill.during()) {
      release();
    }
  }

  private void hold() throws Exception {
    assertThat(calls.call("POST", uri("/hold"), "").isSuccess()).isTrue();
  }

  private void release() throws Exception {
    assertThat(calls.call("POST", uri("/release"), "").isSuccess()).isTrue();
  }

  private void awaitHeld(long count) {
    Await.until("a call is held", BOUND, () -> held() >= count);
  }

  private long held() throws IOException {
    return journal().stream().filter(Entry.Held.class::isInstance).count();
  }

  private void awaitEmails(int more) throws IOException {
    long before = emails();
    Await.until("e-mails go on", BOUND, () -> emails() >= before + more);
  }

  private long emails() throws IOException {
    return journal().stream().filter(Entry.Sent.class::isInstance).count();
  }

  private void awaitAllSent(MailedOrders orders) throws IOException {
    awaitSent(orders.acknowledged());
  }

  private void awaitSent(Map<String, List<Integer>> expected) throws IOException {
    long count = expected.values().stream().mapToLong(List::size).sum();
    Await.until("all e-mails are sent", BOUND, () -> emails() >= count);
    assertThat(EmailAudit.sent(journal())).isEqualTo(expected);
  }

  private static List<Email> told(List<Entry> journal) {
    return journal.stream()
        .filter(Entry.Told.class::isInstance)
        .flatMap(entry -> ((Entry.Told) entry).emails().stream())
        .toList();
  }

  /** How many calls with changes of an order had this answer. */
  private long answers(int status, String order) throws IOException {
    List<Entry> journal = journal();
    List<String> calls =
        journal.stream()
            .filter(Entry.Told.class::isInstance)
            .map(Entry.Told.class::cast)
            .filter(call -> call.emails().stream().anyMatch(email -> email.order().equals(order)))
            .map(Entry.Told::call)
            .toList();
    return journal.stream()
        .filter(Entry.Answered.class::isInstance)
        .map(Entry.Answered.class::cast)
        .filter(answer -> answer.status() == status && calls.contains(answer.call()))
        .count();
  }

  private static List<Integer> plus(List<Integer> versions, int version) {
    List<Integer> more = new ArrayList<>(versions);
    more.add(version);
    return more;
  }

  /** What is on a trigger's dead-letter topic, each as order and version. */
  private List<String> deadLetters(String trigger) throws IOException {
    List<String> letters = new ArrayList<>();
    List<byte[]> records =
        RegionLogs.readTopic(regions.us, regions.us.name + ".triggers." + trigger + ".failed");
    for (byte[] record : records) {
      for (JsonNode event : JSON.readTree(new String(record, UTF_8)).get("Records")) {
        JsonNode image = event.get("dynamodb").get("NewImage");
        letters.add(image.at("/pk/S").asText() + "/" + image.at("/version/N").asText());
      }
    }
    return letters;
  }

  private List<Entry> journal() throws IOException {
    return journal.all();
  }

  private String url() {
    return uri("/emails").toString();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
