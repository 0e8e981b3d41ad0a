/** What triggers say and hear as JSON: definitions, events, answers, dead letters, status. */
package dev.pangaea.regionnode.trigger.json;
