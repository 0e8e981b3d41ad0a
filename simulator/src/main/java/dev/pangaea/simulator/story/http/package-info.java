/** Stories told to regions that run, over HTTP: their API, their control ports, their links'. */
package dev.pangaea.simulator.story.http;
