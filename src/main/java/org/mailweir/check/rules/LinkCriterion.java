package org.mailweir.check.rules;

import java.util.Collection;
import java.util.List;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.uri.UriDetail;

/**
 * What a {@code uri_detail} rule demands of one property of a link: that one of its values matches,
 * or that one does not.
 */
record LinkCriterion(String key, boolean negated, GuardedPattern pattern) {

  boolean isMetBy(UriDetail link, MatchBudget budget) {
    for (String value : values(link)) {
      int count = pattern.find(value, 1, budget).count();
      if (negated ? count == 0 : count > 0) {
        return true;
      }
    }
    return false;
  }

  private Collection<String> values(UriDetail link) {
    return switch (key) {
      case "raw" -> List.of(link.raw());
      case "type" -> link.types();
      case "cleaned" -> link.cleaned();
      case "text" -> link.anchorTexts();
      case "domain" -> link.hosts().values();
      default -> link.hosts().keySet();
    };
  }
}
