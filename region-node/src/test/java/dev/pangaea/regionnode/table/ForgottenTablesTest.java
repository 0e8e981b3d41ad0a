package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which entries of tables that are gone the catalog keeps, after any history. */
class ForgottenTablesTest {
  private static final List<String> NAMES = List.of("bills", "carts", "notes", "orders");
  private static final int STEPS = 120;

  private final RegionPair regions = new RegionPair();
  private final Map<String, String> tableIds = new HashMap<>();

  @AfterEach
  void stop() {
    regions.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aTableOfOneRegionIsForgottenAndNoNumberIsGivenTwice(long seed) throws Exception {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      RegionInMemory region = random.nextBoolean() ? regions.us : regions.eu;
      switch (random.nextInt(8)) {
        case 0, 1, 2 ->
            region
                .tables
                .create(name, TableSettings.onDemand(RegionPair.KEYS))
                .toCompletableFuture()
                .get();
        case 3, 4 -> delete(region, name);
        case 5 -> regions.exchange();
        case 6 -> regions.us.tables.updateReplicas(name, new ReplicaUpdate.Create(RegionPair.EU));
        default -> {
          if (random.nextInt(4) == 0) {
            regions.restartEu(RegionPair.US.value());
          }
        }
      }
      noteNumbers(regions.us);
      noteNumbers(regions.eu);
    }

    await(this::allDeleted);
    await(() -> regions.exchangeAnd(forgotten(regions.us) && forgotten(regions.eu)));
    await(() -> !regions.exchange());
    for (String name : NAMES) {
      assertThat(regions.eu.catalog.group(name).entries())
          .as("seed %d, %s", seed, name)
          .isEqualTo(regions.us.catalog.group(name).entries());
    }
  }

  private boolean allDeleted() throws Exception {
    regions.exchange();
    boolean all = true;
    for (String name : NAMES) {
      for (RegionInMemory region : List.of(regions.us, regions.eu)) {
        if (region.tables.table(name).isPresent()) {
          all = false;
          delete(region, name);
        }
        noteNumbers(region);
      }
    }
    return all;
  }

  private static void delete(RegionInMemory region, String name) throws Exception {
    region.tables.delete(name).toCompletableFuture().get();
  }

  /** A number in a region's store belongs to one table for ever. */
  private void noteNumbers(RegionInMemory region) {
    for (Group group : region.catalog.groups().values()) {
      Optional<CatalogEntry> own = group.own();
      own.ifPresent(
          entry ->
              assertThat(
                      tableIds.merge(
                          entry.region() + " " + entry.storeNumber(),
                          entry.tableId(),
                          (known, now) -> known))
                  .isEqualTo(entry.tableId()));
    }
  }

  /** At most the table with the highest number is still known, of those that were only here. */
  private static boolean forgotten(RegionInMemory region) {
    Stream<CatalogEntry> own =
        region.catalog.groups().values().stream().flatMap(group -> group.own().stream());
    return own.filter(entry -> entry.gone() && entry.members().isEmpty()).count() <= 1;
  }
}
