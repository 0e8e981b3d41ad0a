/**
 * What a world of regions has promised, as checks of what was recorded of it: the operations that
 * clients asked for, the regions' logs, and what their stores hold in the end. Each check reads the
 * logs as plainly as it can, by {@link dev.pangaea.simulator.check.NaiveFold}, and knows nothing of
 * how the world was run. Knows what a change is, what a log entry is, and the port of a store.
 */
package dev.pangaea.simulator.check;
