package org.mailweir.check.bayes;

/**
 * A token with the word that it stands for.
 *
 * @param token as in {@link Features#tokens()}
 * @param name for people: {@code subject: invoice}
 */
public record NamedToken(long token, String name) {}
