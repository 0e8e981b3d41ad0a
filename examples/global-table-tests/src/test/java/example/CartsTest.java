package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pangaea.simulator.junit.PangaeaRegions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What happens to carts when regions drift apart. */
class CartsTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";

  @RegisterExtension static final PangaeaRegions REGIONS = PangaeaRegions.of(US, EU);

  private static DynamoDbClient usClient;
  private static DynamoDbClient euClient;
  private final Carts us = new Carts(usClient);
  private final Carts eu = new Carts(euClient);

  @BeforeAll
  static void makeTable() {
    REGIONS.createGlobalTable(Carts.TABLE, Carts.KEY);
    usClient = client(US);
    euClient = client(EU);
  }

  @AfterAll
  static void closeClients() {
    usClient.close();
    euClient.close();
  }

  @Test
  void aCartFollowsItsOwnerToAnotherRegion() {
    us.add("ann", 3);
    REGIONS.awaitConverged();
    assertEquals(3, eu.items("ann"));
  }

  @Test
  void bothRegionsSellWhileTheyAreCutOff() {
    us.add("bob", 1);
    REGIONS.awaitConverged();

    REGIONS.partition(US, EU);
    us.add("bob", 1);
    eu.add("bob", 5);
    assertEquals(2, us.items("bob"));
    assertEquals(6, eu.items("bob"));
    REGIONS.heal();
    REGIONS.awaitConverged();

    // The later write wins, whole; the other one is in the conflict ledger, and not lost in
    // silence.
    assertEquals(6, us.items("bob"));
    assertEquals(6, eu.items("bob"));
    REGIONS.assertNoSilentLoss(Carts.TABLE);
  }

  @Test
  void aCartThatWasEmptiedStaysEmptyWhateverTheClockSays() {
    REGIONS.skew(US, Duration.ofMinutes(-5));
    REGIONS.latency(US, EU, Duration.ofMillis(20));
    eu.add("eve", 7);
    REGIONS.awaitConverged();
    us.empty("eve");
    REGIONS.awaitConverged();
    assertEquals(0, us.items("eve"));
    assertEquals(0, eu.items("eve"));
  }

  private static DynamoDbClient client(String region) {
    return DynamoDbClient.builder()
        .region(Region.of(region))
        .endpointOverride(REGIONS.endpoint(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
