package dev.pangaea.regionnode.topic;

/**
 * How the change topic of a table stands. Counts are since the node's start.
 *
 * @param lagMillis age of the oldest change that the topic lacks; 0 if it has all
 * @param told records that it was given
 * @param gaps how often changes were found to be missing in it
 * @param leftOut records that were told without their images
 * @param failures attempts to write it that failed
 * @param refused those of them that failed since the topic takes no record of that size
 */
public record TopicStatus(
    String table,
    String topic,
    long lagMillis,
    long told,
    long gaps,
    long leftOut,
    long failures,
    long refused) {}
