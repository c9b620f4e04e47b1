package org.mailweir.check.bayes;

/**
 * Where in a message something stood. What is visible of the body is cut into eight windows, so
 * that words put before or behind a spam cannot hide it. At most 16, for four bits; their order is
 * part of the format of lessons.
 */
enum Place {
  HEADER,
  SUBJECT,
  LINK,
  ATTACHMENT,
  MARKUP,
  HIDDEN,
  WINDOW_1,
  WINDOW_2,
  WINDOW_3,
  WINDOW_4,
  WINDOW_5,
  WINDOW_6,
  WINDOW_7,
  WINDOW_8;

  static final int COUNT = values().length;
  static final int WINDOWS = 8;
  static final int FIRST_WINDOW = WINDOW_1.ordinal();

  private static final Place[] ALL = values();

  static Place window(int index) {
    return ALL[FIRST_WINDOW + Math.min(index, WINDOWS - 1)];
  }
}
