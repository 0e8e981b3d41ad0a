/**
 * What the logs of all regions say of an item: who wrote what when, how it was met elsewhere, and
 * what is held since then; and what would be held under another policy. It reads logs and changes
 * nothing.
 */
package dev.pangaea.simulator.history;
