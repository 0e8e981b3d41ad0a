package dev.pangaea.simulator.processes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests on {@link SharedRegions}: one class after the other, since they kill what they share,
 * beside those that have regions of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedRegions.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("shared regions")
@interface OnSharedRegions {}
