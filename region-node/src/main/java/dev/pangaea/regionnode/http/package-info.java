/** How HTTP clients are made, whoever needs one, in the simulator too. Knows no other package. */
package dev.pangaea.regionnode.http;
