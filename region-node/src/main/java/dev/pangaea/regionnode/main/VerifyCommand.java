package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.verify.RegionTables;
import dev.pangaea.regionnode.verify.RegionUnavailableException;
import dev.pangaea.regionnode.verify.TableComparison;
import dev.pangaea.regionnode.verify.TableComparison.Repair;
import dev.pangaea.regionnode.verify.http.HttpRegionView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code verify}: whether regions hold the same, while they are in use. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares what regions hold of their global tables, while these are in use, and names the items that differ:"
          + " those that are not the same though each region has heard all that the other had.",
      "",
      "Exit status: 0 equal, 1 different, 2 nothing different was found, but of some it could not be told."
    })
public final class VerifyCommand implements Callable<Integer> {
  static final int EQUAL = 0;
  static final int DIFFERENT = 1;
  static final int UNKNOWN = 2;

  private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

  @Spec private CommandSpec spec;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "NAME=URL",
      description =
          "A region and its node's control port, such as us-east-1=http://127.0.0.1:8101. Two or more; each pair is"
              + " compared.")
  private Map<String, URI> regions = new LinkedHashMap<>();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A table; may be given several times. Default: all that two regions share.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--read",
      description =
          "Reads every item, instead of trusting the digests that nodes keep of what they write: finds also what was"
              + " changed beneath a node.")
  private boolean reads;

  @Option(
      names = "--repair",
      description =
          "Brings what each region holds of an item that differs to the other, as a change that arrives there: the"
              + " ordinary rule decides, and nothing is overwritten blindly.")
  private boolean repair;

  @Option(names = "--dry-run", description = "With --repair: only says what would be done.")
  private boolean dry;

  @Option(names = "--json", description = "One JSON object on a line for each table and pair.")
  private boolean json;

  @Override
  public Integer call() {
    if (regions.size() < 2) {
      throw new ParameterException(spec.commandLine(), "--region is given twice or more");
    }
    if (dry && !repair) {
      throw new ParameterException(spec.commandLine(), "--dry-run goes with --repair");
    }
    List<HttpRegionView> views = regions.values().stream().map(HttpRegionView::new).toList();
    try {
      return compare(views);
    } catch (RegionUnavailableException unavailable) {
      spec.commandLine().getErr().println("cannot tell: " + unavailable.getMessage());
      return UNKNOWN;
    } finally {
      views.forEach(HttpRegionView::close);
    }
  }

  private int compare(List<HttpRegionView> views) throws RegionUnavailableException {
    List<Optional<RegionTables>> served = new ArrayList<>();
    List<String> names = List.copyOf(regions.keySet());
    for (int region = 0; region < views.size(); region++) {
      served.add(tables(names.get(region), views.get(region)));
    }
    int worst = served.stream().allMatch(Optional::isPresent) ? EQUAL : UNKNOWN;
    int compared = 0;
    for (int one = 0; one < views.size(); one++) {
      for (int other = one + 1; other < views.size(); other++) {
        if (served.get(one).isEmpty() || served.get(other).isEmpty()) {
          continue;
        }
        RegionTables here = served.get(one).get();
        RegionTables there = served.get(other).get();
        TableComparison comparison =
            new TableComparison(
                here.region(),
                views.get(one),
                there.region(),
                views.get(other),
                () -> LockSupport.parkNanos(PAUSE_NANOS));
        for (RegionTables.Table table : shared(here, there)) {
          compared++;
          worst = VerifyReport.worse(worst, compare(comparison, table));
        }
      }
    }
    if (compared == 0) {
      throw new RegionUnavailableException("no two of these regions share such a table");
    }
    return worst;
  }

  /** Empty if the region does not say: the others are compared without it. */
  private Optional<RegionTables> tables(String name, HttpRegionView view)
      throws RegionUnavailableException {
    RegionTables tables;
    try {
      tables = view.tables();
    } catch (RegionUnavailableException silent) {
      spec.commandLine().getErr().println("cannot tell of " + name + ": " + silent.getMessage());
      return Optional.empty();
    }
    if (!tables.region().value().equals(name)) {
      throw new RegionUnavailableException(
          "%s is the region %s, not %s".formatted(regions.get(name), tables.region(), name));
    }
    return Optional.of(tables);
  }

  private int compare(TableComparison comparison, RegionTables.Table table) {
    long began = System.nanoTime();
    Repair wanted = !repair ? Repair.NO : dry ? Repair.DRY : Repair.YES;
    TableComparison.Result result =
        comparison.compare(table.name(), table.partitions(), reads, wanted);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    spec.commandLine()
        .getOut()
        .println(json ? VerifyReport.json(result, took) : VerifyReport.text(result, took));
    spec.commandLine().getOut().flush();
    return VerifyReport.status(result.left());
  }

  private List<RegionTables.Table> shared(RegionTables one, RegionTables other) {
    return one.tables().stream()
        .filter(table -> tables.isEmpty() || tables.contains(table.name()))
        .filter(table -> serves(other, table, one.region()))
        .toList();
  }

  private static boolean serves(RegionTables region, RegionTables.Table table, RegionName with) {
    Optional<RegionTables.Table> there =
        region.tables().stream().filter(each -> each.name().equals(table.name())).findFirst();
    return there
        .filter(each -> each.partitions() == table.partitions() && each.replicas().contains(with))
        .isPresent();
  }
}
