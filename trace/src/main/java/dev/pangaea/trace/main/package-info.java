/** The options by which a process is asked to tell of writes, and what comes of them. */
package dev.pangaea.trace.main;
