package org.mailweir.evaluate;

import org.mailweir.check.bayes.Label;

/**
 * What was said of one message, and what it is.
 *
 * @param score the higher, the likelier spam; of any scale
 * @param probability of spam, from 0 to 1; NaN when the engine gives none
 * @param calledSpam the answer at the engine's own threshold
 * @param micros CPU time without parsing
 */
public record Judged(
    Label label, String name, double score, double probability, boolean calledSpam, long micros) {}
