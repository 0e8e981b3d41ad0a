package dev.pangaea.simulator.workload;

/**
 * What the requests of a load ask for.
 *
 * @param consistentReads gets, and queries of the table, are strongly consistent
 * @param conditionalPuts puts have a condition; it holds for every item of the load
 */
public record RequestPlan(
    OperationShares mix, boolean consistentReads, boolean conditionalPuts, QueryPlan query) {}
