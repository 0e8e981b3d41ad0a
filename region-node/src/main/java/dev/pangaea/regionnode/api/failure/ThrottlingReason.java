package dev.pangaea.regionnode.api.failure;

/**
 * Which capacity a request lacked, as DynamoDB's ThrottlingReason says it.
 *
 * @param reason what it is of, what for, and which bound it is
 * @param resource the resource name of the table or index
 */
public record ThrottlingReason(String reason, String resource) {}
