package org.mailweir.check.rules.uri;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.check.rules.text.DomainNames;

/**
 * Where the part of a host name begins that somebody registered, by the lists {@code util_rb_tld},
 * {@code util_rb_2tld} and {@code util_rb_3tld} of the rule files. Without such lists every name of
 * two letters and the commonest others are top level domains.
 */
public final class DomainBoundaries implements DomainNames {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final String COMMON =
      "com net org info biz name pro edu gov mil int arpa aero asia coop jobs mobi museum tel travel"
          + " app blog club cloud dev live online shop site store tech top vip website work world xyz";
  private static final Set<String> SECOND_LEVEL =
      Set.of("ac", "co", "com", "edu", "go", "gov", "mil", "ne", "net", "or", "org");
  private static final Set<String> STATES =
      Set.of(
          ("ak al ar az ca co ct dc de fl ga gu hi ia id il in ks ky la ma md me mi mn mo ms mt nc"
                  + " nd ne nh nj nm nv ny oh ok or pa pr ri sc sd tn tx ut va vi vt wa wi wv wy")
              .split(" "));

  private final Set<String> topLevel;
  private final Set<String> twoLevels;
  private final Set<String> threeLevels;
  private final boolean guessed;

  private DomainBoundaries(Set<String> topLevel, Set<String> two, Set<String> three) {
    this.guessed = topLevel.isEmpty();
    this.topLevel = guessed ? Set.of(COMMON.split(" ")) : topLevel;
    this.twoLevels = two;
    this.threeLevels = three;
  }

  /**
   * @param settings the lines of rule files by their word
   */
  public static DomainBoundaries of(Map<String, List<String>> settings) {
    return new DomainBoundaries(
        words(settings, "util_rb_tld"),
        words(settings, "util_rb_2tld"),
        words(settings, "util_rb_3tld"));
  }

  private static Set<String> words(Map<String, List<String>> settings, String word) {
    Set<String> words = new HashSet<>();
    for (String line : settings.getOrDefault(word, List.of())) {
      words.addAll(Arrays.asList(HostNames.lower(line).split("\\s+")));
    }
    return words;
  }

  @Override
  public boolean isTopLevel(String label) {
    String lower = HostNames.lower(label);
    return topLevel.contains(lower)
        || guessed
            && (lower.startsWith("xn--")
                || lower.length() == 2 && lower.chars().allMatch(c -> c >= 'a' && c <= 'z'));
  }

  /** Whether a name in lower case has at least two parts and a known top level domain. */
  boolean isValid(String host) {
    int dot = host.lastIndexOf('.');
    return dot >= 0
        && dot + 1 < host.length()
        && host.chars().noneMatch(c -> c == ' ' || c >= 9 && c <= 13)
        && isTopLevel(host.substring(dot + 1));
  }

  /** Whether it is written as names in the DNS are (RFC 1123 2.1), with underscores in front. */
  boolean isWellFormed(String host) {
    String name = HostNames.lower(host);
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '.') {
      end--;
    }
    String[] labels = name.substring(0, end).split("\\.", -1);
    if (end > LONGEST || labels.length < 2) {
      return false;
    }
    for (int i = 0; i < labels.length; i++) {
      if (!isLabel(labels[i], i + 2 < labels.length)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(String label, boolean underscores) {
    int last = label.length() - 1;
    if (last < 0 || last >= LONGEST_LABEL || label.charAt(0) == '-' || label.charAt(last) == '-') {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      char c = label.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
      if (!plain && !(c == '_' && underscores)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String registered(String host) {
    List<String> labels =
        new ArrayList<>(
            Arrays.stream(HostNames.ascii(host).split("\\.")).filter(l -> !l.isEmpty()).toList());
    int start = 0;
    while (labels.size() - start > 1 && !isBoundary(labels.subList(start, labels.size()))) {
      start++;
    }
    return String.join(".", labels.subList(Math.max(0, start - 1), labels.size()));
  }

  /** Whether everybody may register below that name. */
  private boolean isBoundary(List<String> labels) {
    return switch (labels.size()) {
      case 2 -> isTwoLevels(labels);
      case 3 ->
          labels.get(2).equals("us")
              ? STATES.contains(labels.get(1))
              : threeLevels.contains(String.join(".", labels));
      case 4 -> labels.get(3).equals("us") && isAmerican(labels);
      default -> false;
    };
  }

  private boolean isTwoLevels(List<String> labels) {
    return twoLevels.contains(String.join(".", labels))
        || guessed && labels.get(1).length() == 2 && SECOND_LEVEL.contains(labels.get(0));
  }

  /** RFC 1480 2: schools and towns below a state. */
  private static boolean isAmerican(List<String> labels) {
    String first = labels.get(0);
    boolean school = first.equals("pvt") && labels.get(1).equals("k12");
    boolean town = first.equals("ci") || first.equals("co");
    return (school || town) && STATES.contains(labels.get(2));
  }
}
