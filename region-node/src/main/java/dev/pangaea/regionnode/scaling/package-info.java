/**
 * What scales the provisioned capacity of tables and global indexes by itself: targets, policies,
 * and the rule that says what becomes of a capacity. Pure; knows no tables.
 */
package dev.pangaea.regionnode.scaling;
