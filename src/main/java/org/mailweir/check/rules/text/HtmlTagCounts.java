package org.mailweir.check.rules.text;

import java.util.HashMap;
import java.util.Map;

/** Counts tags: how many, how many of elements that exist, how many are open. */
final class HtmlTagCounts {

  private final Map<String, int[]> inside = new HashMap<>();
  private int tags;
  private int tagsSeen;
  private int elements;
  private int elementsSeen;
  private int closedTooOften;

  void start(String name, boolean element) {
    counter(name, element)[0]++;
  }

  void end(String name, boolean element) {
    int[] open = counter(name, element);
    if (open[0] == 0) {
      closedTooOften++;
    } else {
      open[0]--;
    }
  }

  private int[] counter(String name, boolean element) {
    int[] open = inside.get(name);
    tags++;
    elements += element ? 1 : 0;
    if (open == null) {
      open = new int[1];
      inside.put(name, open);
      tagsSeen++;
      elementsSeen += element ? 1 : 0;
    }
    return open;
  }

  void doctype() {
    elements++;
    tags++;
    inside.put("!doctype", new int[1]);
  }

  int open(String name) {
    int[] open = inside.get(name);
    return open == null ? 0 : open[0];
  }

  /** By the octets of their names. */
  Map<String, Integer> inside(boolean unicode) {
    Map<String, Integer> copy = HashMap.newHashMap(inside.size());
    inside.forEach((name, open) -> copy.put(Decoded.of(name, unicode).octets(), open[0]));
    return copy;
  }

  void addRatios(int obfuscations, Map<String, Double> numbers) {
    if (tags == 0) {
      return;
    }
    numbers.put("closed_extra_ratio", (double) closedTooOften / tags);
    if (elements > 0) {
      numbers.put("bad_tag_ratio", (double) (tags - elements) / tags);
    }
    if (elementsSeen > 0 && tagsSeen > 0) {
      numbers.put("non_element_ratio", (double) (tagsSeen - elementsSeen) / tagsSeen);
    }
    if (obfuscations > 0) {
      numbers.put("obfuscation_ratio", (double) obfuscations / tags);
    }
  }
}
