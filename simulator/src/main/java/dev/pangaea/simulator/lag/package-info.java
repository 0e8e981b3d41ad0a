/**
 * How regions stand, and how far each is behind the others, as their processes tell it: what was
 * told, what is wrong with it, and how it is shown. Pure: whoever asks the processes is elsewhere.
 */
package dev.pangaea.simulator.lag;
