/**
 * Scales the tables of this region: looks twice a second what was used of what is provisioned, and
 * changes capacities as {@code scaling} decides.
 */
package dev.pangaea.regionnode.scaler;
