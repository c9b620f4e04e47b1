/**
 * SpamAssassin's rule language. {@link org.mailweir.check.rules.RuleSet} reads rule files; {@link
 * org.mailweir.check.rules.RulesEvidence} matches patterns in wave 1; {@link
 * org.mailweir.check.rules.RulesConclusions} computes metas over all findings in wave 2.
 */
@NullMarked
package org.mailweir.check.rules;

import org.jspecify.annotations.NullMarked;
