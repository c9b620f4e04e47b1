package org.mailweir.check.bayes;

import java.util.Arrays;
import java.util.List;

/** SpamAssassin's rules for a probability of spam; the name says where the band begins. */
enum Band {
  BAYES_00(0, 0.01, "The classifier is certain that this is no spam"),
  BAYES_05(0.01, 0.05, "The classifier is nearly certain that this is no spam"),
  BAYES_20(0.05, 0.2, "The classifier takes this for no spam"),
  BAYES_40(0.2, 0.4, "The classifier leans towards no spam"),
  BAYES_50(0.4, 0.6, "The classifier cannot tell"),
  BAYES_60(0.6, 0.8, "The classifier leans towards spam"),
  BAYES_80(0.8, 0.95, "The classifier takes this for spam"),
  BAYES_95(0.95, 0.99, "The classifier is nearly certain that this is spam"),
  BAYES_99(0.99, 1, "The classifier is certain that this is spam"),
  BAYES_999(0.999, 1, "The classifier gives this less than one chance in a thousand to be wanted");

  private final double from;
  private final double to;
  private final String description;

  Band(double from, double to, String description) {
    this.from = from;
    this.to = to;
    this.description = description;
  }

  String description() {
    return description;
  }

  /** The bands of a probability: one, and above .999 two, as in SpamAssassin. */
  static List<Band> of(double probability) {
    return Arrays.stream(values())
        .filter(b -> probability >= b.from && (probability < b.to || b.to == 1))
        .toList();
  }
}
