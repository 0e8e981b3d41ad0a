/**
 * PartiQL as DynamoDB has it: from a statement's text to a tree, and from the tree with its
 * parameters to conditions, updates and values, which mean what they mean in expressions. Pure:
 * knows items only, no requests and no tables.
 */
package dev.pangaea.regionnode.expression.partiql;
