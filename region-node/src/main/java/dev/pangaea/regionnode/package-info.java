/** Root. */
package dev.pangaea.regionnode;
