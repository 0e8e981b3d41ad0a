package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.NaiveItem.Effect;
import dev.pangaea.conflict.resolve.NaiveItem.Write;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Regions that put, update and delete one item under policies that may differ at every write, and
 * take in each other's changes. Each remembers all the writes that it has seen, for {@link
 * NaiveItem}.
 */
final class PolicyWorld {
  static final String PK = "pk";
  static final AttributeValue PK_VALUE = NumberValue.of(1);

  /** The attribute that says when the item expires. */
  static final String EXPIRES = "t";

  static final EncodedKey KEY = EncodedKey.of(PrimaryKey.of(PK_VALUE));

  /**
   * A change and, for the twin, the write that it is.
   *
   * @param seen with all writes that it had seen: the change brings them along
   */
  record Logged(Change change, Write write, Set<Write> seen) {}

  /**
   * @param here all writes that were here, and those that the change brought along
   */
  record Met(Resolution.Conflict conflict, Set<Write> here, Set<Write> arrived) {}

  /**
   * What a region says in its log: so far it has the writes of the others, and its own.
   *
   * @param at how long its log was then
   */
  record Told(int at, Context has) {}

  static final class Region {
    final List<Met> met = new ArrayList<>();
    final RegionName name;
    final List<Logged> log = new ArrayList<>();
    final Set<Write> seen = new LinkedHashSet<>();
    final List<Resolution.Conflict> ledger = new ArrayList<>();
    final int[] read;
    final List<Told> told = new ArrayList<>();
    Optional<ItemState> item = Optional.empty();
    private Context floor = Context.EMPTY;
    private HybridTime highest = HybridTime.ZERO;
    private HybridClock clock = new HybridClock(HybridTime.ZERO);

    Region(String name, int count) {
      this.name = new RegionName(name);
      this.read = new int[count];
    }

    Item visible() {
      return item.map(Join::visible).orElse(Item.EMPTY);
    }

    boolean exists() {
      return item.isPresent() && item.get().content() instanceof Content.Present;
    }

    /** Empty where the wish does not fit the item, or changes nothing. */
    Optional<Logged> write(ConflictPolicy policy, Wish wish, long wallMillis) {
      Optional<Item> after = wish.on(visible(), exists());
      if (after.isEmpty()) {
        return Optional.empty();
      }
      Version version = new Version(clock.next(wallMillis), name);
      Context context = item.map(ItemState::context).orElse(floor).with(version);
      Content content =
          wish instanceof Wish.Delete || wish instanceof Wish.Expire
              ? new Content.Deleted()
              : new Content.Present(EncodedItem.of(after.get()));
      boolean whole =
          wish instanceof Wish.Put
              || wish instanceof Wish.Delete
              || wish instanceof Wish.Expire
              || policy == ConflictPolicy.LAST_WRITER_WINS;
      boolean extending =
          !whole && !visible().attribute(EXPIRES).equals(after.get().attribute(EXPIRES));
      Stamps stamps =
          wish instanceof Wish.Expire
              ? Stamping.expiry(item.orElseThrow(), EXPIRES, Set.of(PK))
              : whole
                  ? Stamping.whole(item, version, content)
                  : extending
                      ? Stamping.extension(
                          policy, item, version, visible(), after.get(), wish.touches())
                      : Stamping.update(
                          policy,
                          item,
                          version,
                          visible(),
                          after.get(),
                          Set.of(PK),
                          wish.touches());
      List<Effect> effects =
          switch (wish) {
            case Wish.Delete() -> List.of(new Effect.Delete());
            case Wish.Expire() -> List.of(new Effect.Expire(EXPIRES));
            case Wish any when whole -> List.of(new Effect.Put(after.get().attributes()));
            case Wish any when extending -> extension(policy, wish, after.get(), version, context);
            case Wish any -> effects(policy, wish, after.get(), version, context);
          };
      Write write = new Write(version, context, effects);
      seen.add(write);
      Logged logged =
          new Logged(
              new Change(KEY, version, context, content, stamps), write, new LinkedHashSet<>(seen));
      item = Optional.of(ItemState.of(logged.change()));
      highest = version.time();
      log.add(logged);
      return Optional.of(logged);
    }

    /** As a put, but for what is added, if that shows what it left. */
    private List<Effect> extension(
        ConflictPolicy policy, Wish wish, Item after, Version version, Context context) {
      if (policy == ConflictPolicy.MERGEABLE
          && wish.touches().get(wish.name()) instanceof Touch.Added(BigDecimal amount)) {
        TreeMap<String, AttributeValue> values = new TreeMap<>(after.attributes());
        values.remove(wish.name());
        visible().attribute(wish.name()).ifPresent(before -> values.put(wish.name(), before));
        List<Effect> added = List.of(new Effect.Put(values), new Effect.Added(wish.name(), amount));
        List<Write> all = new ArrayList<>(seen);
        all.add(new Write(version, context, added));
        if (NaiveItem.attribute(NaiveItem.placed(all), wish.name())
            .equals(after.attribute(wish.name()))) {
          return added;
        }
      }
      return List.of(new Effect.Put(after.attributes()));
    }

    /** What the update does: what it asked for, if that shows what it left. */
    private List<Effect> effects(
        ConflictPolicy policy, Wish wish, Item after, Version version, Context context) {
      List<Effect> common = new ArrayList<>(List.of(new Effect.Exists()));
      String touched = wish.name();
      if (!exists()) {
        TreeSet<String> counted = new TreeSet<>();
        for (Write write : seen) {
          for (Effect effect : write.effects()) {
            if (effect instanceof Effect.Added(String name, var amount) && !name.equals(touched)) {
              counted.add(name);
            }
          }
        }
        counted.forEach(name -> common.add(new Effect.Register(name, Optional.empty())));
      }
      Effect whole = new Effect.Register(touched, after.attribute(touched));
      if (item.isEmpty()) {
        common.add(new Effect.Forgets());
      } else if (!exists() && NaiveItem.attribute(NaiveItem.placed(seen), EXPIRES).isPresent()) {
        common.add(new Effect.Register(EXPIRES, Optional.empty()));
      }
      List<List<Effect>> ways = new ArrayList<>();
      if (policy == ConflictPolicy.MERGEABLE) {
        switch (wish) {
          case Wish.Add(String name, BigDecimal amount) -> {
            ways.add(List.of(new Effect.Added(name, amount)));
            ways.add(
                List.of(
                    new Effect.Register(name, visible().attribute(name)),
                    new Effect.Added(name, amount)));
          }
          case Wish.Elements(String name, AttributeValue set, boolean in) -> {
            List<Effect> marks = new ArrayList<>();
            switch (set) {
              case StringSetValue strings ->
                  strings.elements().forEach(e -> marks.add(new Effect.Marked(name, e, in)));
              case NumberSetValue numbers ->
                  numbers.elements().forEach(e -> marks.add(new Effect.Marked(name, e, in)));
              case AttributeValue other -> throw new AssertionError("no set: " + other);
            }
            ways.add(marks);
          }
          case Wish.Put _, Wish.Delete _, Wish.Set _, Wish.Remove _ -> {}
          case Wish.Expire _, Wish.Extend _ -> {}
        }
      }
      if (wish instanceof Wish.Extend(var _, String name, BigDecimal amount)) {
        if (policy == ConflictPolicy.MERGEABLE) {
          ways.add(List.of(new Effect.Added(name, amount)));
          ways.add(
              List.of(
                  new Effect.Register(name, visible().attribute(name)),
                  new Effect.Added(name, amount)));
        }
        common.add(new Effect.Register(EXPIRES, after.attribute(EXPIRES)));
      }
      ways.add(List.of(whole));
      for (List<Effect> way : ways) {
        List<Write> all = new ArrayList<>(seen);
        List<Effect> effects = new ArrayList<>(common);
        effects.addAll(way);
        all.add(new Write(version, context, effects));
        if (NaiveItem.attribute(NaiveItem.placed(all), touched).equals(after.attribute(touched))) {
          return effects;
        }
      }
      throw new AssertionError("a register shows what it holds");
    }

    Resolution take(Change change, Set<Write> writes) {
      clock.observe(change.version().time());
      highest = highest.max(change.version().time());
      Resolution resolution = Join.resolve(item, change);
      Set<Write> here = Set.copyOf(seen);
      seen.addAll(writes);
      switch (resolution) {
        case Resolution.Seen() -> {}
        case Resolution.Merged(ItemState after) -> item = Optional.of(after);
        case Resolution.Newer(ItemState after) -> item = Optional.of(after);
        case Resolution.Conflict conflict -> {
          item = Optional.of(conflict.after());
          ledger.add(conflict);
          met.add(new Met(conflict, here, writes));
        }
      }
      return resolution;
    }

    void take(Logged logged) {
      take(logged.change(), logged.seen());
    }

    void restart() {
      clock = new HybridClock(highest);
    }
  }

  final List<Region> regions = new ArrayList<>();

  PolicyWorld(int count) {
    for (int index = 0; index < count; index++) {
      regions.add(new Region("region-" + index, count));
    }
  }

  Region region(int index) {
    return regions.get(index % regions.size());
  }

  void deliver(int source, int target, int count, int again) {
    Region to = region(target);
    int from = source % regions.size();
    if (from == target % regions.size()) {
      return;
    }
    List<Logged> log = region(source).log;
    int start = Math.max(0, to.read[from] - again);
    int end = Math.min(log.size(), to.read[from] + count);
    log.subList(start, end).forEach(to::take);
    to.read[from] = Math.max(end, to.read[from]);
  }

  /** The target takes the source's whole state, as a region that joins does, and what it covers. */
  void copy(int source, int target) {
    Region from = region(source);
    from.item.ifPresent(
        state -> region(target).take(state.asChange(KEY), new LinkedHashSet<>(from.seen)));
  }

  /**
   * The region forgets its tombstone, if all have said that they have what it has seen: where it
   * has read their logs up to that word.
   */
  void drop(int index) {
    Region region = region(index);
    Optional<Context> deleted =
        region
            .item
            .filter(state -> state.content() instanceof Content.Deleted)
            .filter(state -> !state.stamps().count())
            .map(ItemState::context);
    boolean everywhere = deleted.isPresent();
    for (int member = 0; everywhere && member < regions.size(); member++) {
      Region other = region(member);
      int heard = other == region ? region.log.size() : region.read[member];
      everywhere =
          other.told.stream()
              .anyMatch(each -> each.at() <= heard && each.has().includes(deleted.get()));
    }
    if (everywhere) {
      region.floor = region.floor.merge(deleted.get());
      region.item = Optional.empty();
    }
  }

  private void tell(Region region) {
    Context has = Context.EMPTY;
    for (int index = 0; index < regions.size(); index++) {
      List<Logged> log = region(index).log;
      int known = region(index) == region ? log.size() : region.read[index];
      if (known > 0) {
        has = has.merge(Context.of(log.get(known - 1).change().version()));
      }
    }
    region.told.add(new Told(region.log.size(), has));
  }

  void tellAll() {
    regions.forEach(this::tell);
  }

  void deliverAll() {
    for (int source = 0; source < regions.size(); source++) {
      for (int target = 0; target < regions.size(); target++) {
        deliver(source, target, 1000, 0);
      }
    }
  }
}
