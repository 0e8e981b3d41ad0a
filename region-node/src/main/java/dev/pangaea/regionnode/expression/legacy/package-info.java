/**
 * What requests say without expressions, as they did before there were any: the same conditions,
 * updates, key conditions and projections, with DynamoDB's messages of that age.
 */
package dev.pangaea.regionnode.expression.legacy;
