package org.mailweir.check.rules.text;

import java.util.Arrays;

/** A growing list of numbers without boxes. */
final class IntList {

  private int[] items = new int[16];
  private int size;

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  /** Changes an item, or adds one behind the last. */
  void set(int index, int item) {
    if (index == size) {
      add(item);
    } else {
      items[index] = item;
    }
  }

  int get(int index) {
    return items[index];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }
}
