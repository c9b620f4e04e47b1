package org.mailweir.check.rules;

/**
 * What a rule has cost since the rules were loaded.
 *
 * @param runs how often its pattern was run on a text, or its function called
 * @param hits messages that it hit
 * @param micros microseconds that the runs took, other work of the machine included
 */
public record RuleCost(String rule, long runs, long hits, long micros) {}
