/**
 * What a person does with the demo, told by the AWS SDK, by the AWS CLI and by curl; and what an
 * operator sees of it.
 */
package dev.pangaea.simulator.story;
