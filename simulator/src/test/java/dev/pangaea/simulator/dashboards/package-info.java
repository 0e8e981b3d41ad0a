/**
 * What an operator sees: the page of metrics beside what processes serve, and boards, rules and
 * alerts beside both.
 */
package dev.pangaea.simulator.dashboards;
