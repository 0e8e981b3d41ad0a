/** The commands of a region's parts. Wires adapters together; nothing else may see this package. */
package dev.pangaea.regionnode.main;
