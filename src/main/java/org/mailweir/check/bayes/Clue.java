package org.mailweir.check.bayes;

/**
 * What one word says of a message.
 *
 * @param name for people: {@code subject: invoice}
 * @param logOdds above 0 for spam, below for ham
 * @param spam in how many learnt spams it stood
 * @param ham in how many learnt hams
 */
public record Clue(String name, double logOdds, int spam, int ham) {}
