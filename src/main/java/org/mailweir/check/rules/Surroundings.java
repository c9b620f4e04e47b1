package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mailweir.check.rules.eval.EvalSettings;
import org.mailweir.check.rules.language.RuleBook;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.PerlRegex;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.pattern.StatePool;
import org.mailweir.check.rules.uri.DomainBoundaries;
import org.mailweir.check.rules.uri.Redirectors;
import org.mailweir.check.rules.uri.UriFinder;
import org.mailweir.relay.NetworkSettings;
import org.mailweir.relay.TrustSettings;

/**
 * What the files say beside rules, made ready for examinations.
 *
 * @param trust which networks are ours, and which we believe
 * @param domains names of domains
 * @param links finds the addresses that a message names
 * @param settings what functions need to know
 */
record Surroundings(
    TrustSettings trust, DomainBoundaries domains, UriFinder links, EvalSettings settings) {

  static Surroundings of(RuleBook book, NetworkSettings networks, StatePool pool) {
    DomainBoundaries domains = DomainBoundaries.of(book.settings());
    Redirectors redirectors = new Redirectors(compiled(book.redirectors()), pool);
    return new Surroundings(
        networks.over(TrustSettings.of(book.settings())),
        domains,
        new UriFinder(domains, redirectors),
        EvalSettings.of(book.settings()));
  }

  /** A pattern that Java cannot say leads nowhere. */
  private static List<Pattern> compiled(List<PerlLiteral> literals) {
    List<Pattern> patterns = new ArrayList<>();
    for (PerlLiteral literal : literals) {
      try {
        patterns.add(PerlRegex.compile(literal));
      } catch (RuleSyntaxException e) {
        continue;
      }
    }
    return patterns;
  }
}
