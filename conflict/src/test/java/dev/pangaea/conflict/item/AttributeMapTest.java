package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttributeMapTest {
  @Property
  void isEqualToATreeMapInAllItsParts(
      @ForAll("entries") Map<String, AttributeValue> entries,
      @ForAll("names") String one,
      @ForAll("names") String other) {
    SortedMap<String, AttributeValue> map = AttributeMap.copyOf(entries);
    TreeMap<String, AttributeValue> twin = new TreeMap<>(entries);
    String from = one.compareTo(other) <= 0 ? one : other;
    String to = from.equals(one) ? other : one;

    assertSame(map, twin);
    assertSame(map.headMap(one), twin.headMap(one));
    assertSame(map.tailMap(one), twin.tailMap(one));
    assertSame(map.subMap(from, to), twin.subMap(from, to));
    assertThat(map.get(one)).isEqualTo(twin.get(one));
    assertThat(map.containsKey(one)).isEqualTo(twin.containsKey(one));
  }

  @Example
  void cannotBeChanged() {
    SortedMap<String, AttributeValue> map = AttributeMap.copyOf(Map.of("a", new NullValue()));

    assertThatThrownBy(() -> map.put("b", new NullValue()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(new NullValue()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Example
  void holdsNoNulls() {
    TreeMap<String, AttributeValue> entries = new TreeMap<>();
    entries.put("a", null);
    assertThatThrownBy(() -> AttributeMap.copyOf(entries)).isInstanceOf(NullPointerException.class);
  }

  @Example
  void anEmptyOneHasNoFirstName() {
    SortedMap<String, AttributeValue> map = AttributeMap.copyOf(Map.of());
    assertThatThrownBy(map::firstKey).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(map::lastKey).isInstanceOf(NoSuchElementException.class);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abc").ofMaxLength(2);
  }

  @Provide
  Arbitrary<Map<String, AttributeValue>> entries() {
    return Arbitraries.maps(names(), AnyItem.keyAttribute()).ofMaxSize(6);
  }

  private static void assertSame(
      SortedMap<String, AttributeValue> map, SortedMap<String, AttributeValue> twin) {
    assertThat(map).isEqualTo(twin).hasSameHashCodeAs(twin).hasSameSizeAs(twin);
    assertThat(List.copyOf(map.entrySet())).isEqualTo(List.copyOf(twin.entrySet()));
    List<String> visited = new ArrayList<>();
    map.forEach((name, value) -> visited.add(name));
    assertThat(visited).isEqualTo(List.copyOf(twin.keySet()));
    if (!twin.isEmpty()) {
      assertThat(map.firstKey()).isEqualTo(twin.firstKey());
      assertThat(map.lastKey()).isEqualTo(twin.lastKey());
    }
  }
}
