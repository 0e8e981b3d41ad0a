/** Key schemas and secondary indexes as requests say them and descriptions show them. */
package dev.pangaea.regionnode.api.index;
