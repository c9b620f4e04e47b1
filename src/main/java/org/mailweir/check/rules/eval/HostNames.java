package org.mailweir.check.rules.eval;

import java.util.Locale;
import org.mailweir.check.rules.text.DomainNames;
import org.mailweir.relay.IpText;

/** What names of hosts may look like. */
final class HostNames {

  private HostNames() {}

  /** The registered domain of a host; an address as it is; empty where its end is no domain. */
  static String domain(String host, DomainNames domains) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (IpText.isAddress(lower)) {
      return lower;
    }
    String domain = domains.registered(lower);
    return hasTopLevel(domain, domains) ? domain : "";
  }

  /** Whether there is a dot, and what follows the last one is a top level domain. */
  static boolean hasTopLevel(String domain, DomainNames domains) {
    int dot = domain.lastIndexOf('.');
    return dot >= 0 && !domain.contains(" ") && domains.isTopLevel(domain.substring(dot + 1));
  }

  /** Whether DNS could have such a name: two labels at least, underscores only below them. */
  static boolean isValid(String host) {
    String[] labels = host.toLowerCase(Locale.ROOT).split("\\.");
    if (labels.length < 2 || host.length() > 253) {
      return false;
    }
    for (int i = 0; i < labels.length; i++) {
      boolean registered = labels.length - i <= 2;
      if (!isLabel(labels[i]) || registered && labels[i].indexOf('_') >= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(String label) {
    if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
      return false;
    }
    return label
        .chars()
        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
  }
}
