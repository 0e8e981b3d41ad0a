/**
 * How HTTP clients are made, whoever needs one, in the simulator too, and what it means when they
 * get no answer. Knows no other package.
 */
package dev.pangaea.regionnode.http;
