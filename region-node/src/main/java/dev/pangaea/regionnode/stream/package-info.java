/**
 * Streams of this region's tables, as whoever reads them sees them: which there are, what their
 * shards hold, and when there is more. Knows the store's rows and the tables, no protocol. What
 * writes the rows is the fold, in {@code leader}.
 */
package dev.pangaea.regionnode.stream;
