/** The thread that reads streams and writes change topics. */
package dev.pangaea.regionnode.topic.run;
