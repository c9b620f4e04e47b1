package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mailweir.check.rules.text.HeaderSelector;

/**
 * What the recipients in the header have in common.
 *
 * @param sorted whether there are many, in alphabetical order
 * @param similar how many pairs begin alike, against all pairs
 */
record Recipients(boolean sorted, double similar) {

  private static final HeaderSelector TO_CC = HeaderSelector.parse("ToCc:addr");
  private static final HeaderSelector BCC = HeaderSelector.parse("Bcc:addr");
  private static final int MANY_SORTED = 7;
  private static final int MANY_SIMILAR = 5;
  private static final int MOST = 256;

  static Recipients of(EvalInput input) {
    return input.once(Recipients.class, Recipients::make);
  }

  private static Recipients make(EvalInput input) {
    List<String> all = new ArrayList<>(input.values(TO_CC));
    if (all.size() < MANY_SIMILAR) {
      all.addAll(input.values(BCC));
    }
    List<String> addresses = withoutRepeats(all);
    boolean sorted =
        addresses.stream().sorted(Comparator.naturalOrder()).toList().equals(addresses);
    return new Recipients(
        addresses.size() >= MANY_SORTED && sorted,
        addresses.size() >= MANY_SIMILAR ? similarity(addresses) : 0);
  }

  private static List<String> withoutRepeats(List<String> all) {
    List<String> addresses = new ArrayList<>();
    String previous = "";
    for (String address : all) {
      if (!address.equalsIgnoreCase(previous) && addresses.size() < MOST) {
        addresses.add(address);
        previous = address;
      }
    }
    return addresses;
  }

  private static double similarity(List<String> addresses) {
    List<String> hosts = addresses.stream().map(a -> a.substring(a.indexOf('@') + 1)).toList();
    int hits = 0;
    int pairs = 0;
    for (int i = 0; i < addresses.size(); i++) {
      for (int j = i + 1; j < addresses.size(); j++) {
        boolean host = alike(hosts.get(i), hosts.get(j)) && !hosts.get(i).equals(hosts.get(j));
        hits += alike(addresses.get(i), addresses.get(j)) ? 1 : 0;
        hits += host ? 1 : 0;
        pairs++;
      }
    }
    return (double) hits / pairs;
  }

  private static boolean alike(String one, String other) {
    return start(one).equals(start(other));
  }

  private static String start(String text) {
    return text.substring(0, Math.min(2, text.length()));
  }
}
