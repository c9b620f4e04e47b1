package org.mailweir.check.rules;

import java.util.List;
import java.util.Map;
import org.mailweir.check.rules.relay.TrustSettings;
import org.mailweir.check.rules.text.DomainNames;

/**
 * What the files say beside rules, made ready for examinations.
 *
 * @param trust which networks are ours, and which we believe
 * @param domains names of domains
 */
record Surroundings(TrustSettings trust, DomainNames domains) {

  /** Until the files say more: whatever ends in letters is a domain. */
  private static final DomainNames PLAIN =
      new DomainNames() {
        @Override
        public boolean isTopLevel(String label) {
          return label.length() >= 2 && label.chars().allMatch(Character::isLetter);
        }

        @Override
        public String registered(String host) {
          int dot = host.lastIndexOf('.', host.lastIndexOf('.') - 1);
          return host.substring(dot + 1);
        }
      };

  /**
   * @param settings the values of each setting, line by line
   */
  static Surroundings of(Map<String, List<String>> settings) {
    return new Surroundings(TrustSettings.of(settings), PLAIN);
  }
}
