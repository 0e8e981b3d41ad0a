/**
 * Expressions as texts: from text to trees, whose names and values still are placeholders, and
 * back. What is wrong with a text whatever its placeholders stand for is found here.
 */
package dev.pangaea.regionnode.expression.syntax;
