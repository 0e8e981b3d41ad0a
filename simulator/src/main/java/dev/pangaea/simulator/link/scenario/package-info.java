/**
 * Scenarios: what happens to links, when. {@link dev.pangaea.simulator.link.scenario.ScriptReader}
 * reads a text, {@code ScriptRun} says what is due at what time of it, both without a clock; {@link
 * dev.pangaea.simulator.link.scenario.Scenarios} runs one at a time against the links of a proxy,
 * on a clock that is handed in. Knows {@code link} and {@code fault}, nothing of HTTP.
 */
package dev.pangaea.simulator.link.scenario;
