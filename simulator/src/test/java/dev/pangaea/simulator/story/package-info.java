/** What a person does with the demo, told by the AWS SDK, by the AWS CLI and by curl. */
package dev.pangaea.simulator.story;
