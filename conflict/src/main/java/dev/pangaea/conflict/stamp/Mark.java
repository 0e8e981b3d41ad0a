package dev.pangaea.conflict.stamp;

import dev.pangaea.conflict.version.Version;

/** The last write that put one element into a set, or took it out. */
public record Mark(Version version, boolean in) {
  public static Mark later(Mark one, Mark other) {
    return one.version.compareTo(other.version) >= 0 ? one : other;
  }
}
