package org.mailweir.check.bayes;

/**
 * What the classifier thinks of a message.
 *
 * @param probability that it is spam, from 0 to 1; calibrated: of messages with .9 nine in ten are
 *     spam
 * @param logOdds the natural logarithm of the odds of spam, before anything is capped
 * @param state the three-valued answer
 * @param lessons how many lessons of the rarer class the opinion rests on
 */
public record Opinion(double probability, double logOdds, State state, long lessons) {}
