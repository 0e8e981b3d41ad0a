/** Records of streams as JSON, in the form that Lambda functions know. */
package dev.pangaea.regionnode.event;
