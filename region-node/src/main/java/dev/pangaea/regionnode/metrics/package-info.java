/** What a node tells about itself: its status, and the same as metrics. */
package dev.pangaea.regionnode.metrics;
