/**
 * DynamoDB's expressions: conditions, filters, key conditions, updates and projections, from text
 * to what they mean for an item. Pure: knows items only, no requests and no JSON.
 */
package dev.pangaea.regionnode.expression;
