package dev.pangaea.regionnode.leader;

/**
 * How conflicts are told on the region's topic.
 *
 * @param waiting how many are yet to be told
 * @param passedOver how many never will be, since too many waited; since the start
 */
public record AnnouncementStatus(long waiting, long passedOver) {
  public static final AnnouncementStatus NONE = new AnnouncementStatus(0, 0);
}
