package dev.pangaea.conflict.item;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * Attributes by name: an immutable map in the natural order of the names, whatever order or
 * comparator the map had that it was copied from. Two arrays, searched by halves.
 */
final class AttributeMap extends AbstractMap<String, AttributeValue>
    implements SortedMap<String, AttributeValue> {
  private final String[] names;
  private final AttributeValue[] values;

  private AttributeMap(String[] names, AttributeValue[] values) {
    this.names = names;
    this.values = values;
  }

  static AttributeMap copyOf(Map<String, AttributeValue> entries) {
    if (entries instanceof AttributeMap same) {
      return same;
    }
    List<Map.Entry<String, AttributeValue>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Map.Entry.comparingByKey());
    String[] names = new String[sorted.size()];
    AttributeValue[] values = new AttributeValue[names.length];
    for (int index = 0; index < names.length; index++) {
      names[index] = sorted.get(index).getKey();
      values[index] = Objects.requireNonNull(sorted.get(index).getValue());
    }
    return new AttributeMap(names, values);
  }

  /** Names strictly ascending, a value for each. */
  static AttributeMap ofAscending(List<String> names, List<AttributeValue> values) {
    return new AttributeMap(names.toArray(String[]::new), values.toArray(AttributeValue[]::new));
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public AttributeValue get(Object name) {
    int index = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
    return index < 0 ? null : values[index];
  }

  @Override
  public boolean containsKey(Object name) {
    return get(name) != null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
    for (int index = 0; index < names.length; index++) {
      action.accept(names[index], values[index]);
    }
  }

  @Override
  public Set<Entry<String, AttributeValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Entry<String, AttributeValue>> iterator() {
        return new EntryIterator();
      }
    };
  }

  @Override
  public Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, AttributeValue> subMap(String from, String to) {
    return part(below(from), below(to));
  }

  @Override
  public SortedMap<String, AttributeValue> headMap(String to) {
    return part(0, below(to));
  }

  @Override
  public SortedMap<String, AttributeValue> tailMap(String from) {
    return part(below(from), names.length);
  }

  @Override
  public String firstKey() {
    return keyAt(0);
  }

  @Override
  public String lastKey() {
    return keyAt(names.length - 1);
  }

  private String keyAt(int index) {
    if (names.length == 0) {
      throw new NoSuchElementException();
    }
    return names[index];
  }

  /** How many names are below this one. */
  private int below(String name) {
    int index = Arrays.binarySearch(names, name);
    return index < 0 ? -index - 1 : index;
  }

  private AttributeMap part(int from, int to) {
    return new AttributeMap(
        Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
  }

  private final class EntryIterator implements Iterator<Entry<String, AttributeValue>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Entry<String, AttributeValue> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Entry<String, AttributeValue> entry = Map.entry(names[next], values[next]);
      next++;
      return entry;
    }
  }
}
