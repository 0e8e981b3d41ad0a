/**
 * The console without its technologies: what processes said, what a person is shown of it, what
 * happened when. Pure but for the memory that it keeps; knows neither HTTP nor JSON.
 */
package dev.pangaea.dashboards.console;
