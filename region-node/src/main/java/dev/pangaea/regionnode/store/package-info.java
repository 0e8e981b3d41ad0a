/**
 * What a region holds, as the fold of its logs. Ports only; technologies have packages of their own
 * below.
 */
package dev.pangaea.regionnode.store;
