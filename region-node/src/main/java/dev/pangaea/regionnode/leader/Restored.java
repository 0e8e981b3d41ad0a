package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.version.Version;

/** One of a conflict's writes was written again. @param as the new write */
record Restored(ConflictAt conflict, Version as, long appendMillis) {}
