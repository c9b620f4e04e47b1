package org.mailweir.store;

/**
 * How much the log holds.
 *
 * @param spam lessons in force that say spam
 * @param ham lessons in force that say ham
 * @param disputed lessons that are parked
 * @param undone lessons that do not count
 * @param withFeatures lessons whose features are still there
 * @param featureBytes bytes of those features
 */
public record LogSize(
    long spam, long ham, long disputed, long undone, long withFeatures, long featureBytes) {}
