/** Which records a trigger wants: Lambda's event filter patterns, over JSON values. Pure. */
package dev.pangaea.regionnode.trigger.filter;
