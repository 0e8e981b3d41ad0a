/** Deciding writes: a command, the current item and a clock give a change and a reply. Pure. */
package dev.pangaea.regionnode.leader.decide;
