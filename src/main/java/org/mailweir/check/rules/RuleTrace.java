package org.mailweir.check.rules;

/**
 * Where a rule hit.
 *
 * @param text what it looks at: {@code body}, {@code header Subject}, {@code meta}
 * @param element which of several texts it hit first, counted from 0; -1 where there is one or none
 * @param match what matched first, printable; empty if nothing is to be shown
 */
public record RuleTrace(
    String rule, double points, int hits, String text, int element, String match) {}
