package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.Optional;

/** What AttributeUpdates say of an attribute, as it was read. */
public record AttributeUpdate(Optional<String> action, Optional<AttributeValue> value) {}
