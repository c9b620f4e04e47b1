package org.mailweir.check.rules.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Searches a text for many strings at once, in one pass, without regard to case (Latin-1).
 * Immutable after it is built.
 *
 * <p>A. Aho, M. Corasick, "Efficient string matching", CACM 18(6), 1975; the automaton is stored as
 * a full table over the characters that occur in the strings, so that each character of a text
 * costs one look-up.
 */
final class AhoCorasick {

  private final char[] classOf = new char[256];
  private final int classes;
  private final int[] next;
  private final int[][] found;

  /**
   * @param strings folded by {@link LatinFold}; their index is what a search reports
   */
  AhoCorasick(List<String> strings) {
    classes = classify(strings);
    Trie trie = new Trie(classes);
    for (int i = 0; i < strings.size(); i++) {
      trie.add(strings.get(i), classOf, i);
    }
    next = trie.link();
    found = trie.found();
  }

  /** Tells the index of each string that is in the text; an index may come several times. */
  void search(String text, IntConsumer hit) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      state = next[state * classes + (c < 256 ? classOf[c] : 0)];
      for (int index : found[state]) {
        hit.accept(index);
      }
    }
  }

  /** Characters that occur in no string share class 0. */
  private int classify(List<String> strings) {
    int count = 1;
    for (String s : strings) {
      for (int i = 0; i < s.length(); i++) {
        char c = s.charAt(i);
        if (classOf[c] == 0) {
          classOf[c] = (char) count++;
        }
      }
    }
    for (char c = 0; c < 256; c++) {
      classOf[c] = classOf[LatinFold.fold(c)];
    }
    return count;
  }

  /** The strings as a tree, which linking turns into the automaton. */
  private static final class Trie {
    private static final int[] NONE = {};
    private final int classes;
    private int[] next;
    private final List<int[]> found = new ArrayList<>();

    Trie(int classes) {
      this.classes = classes;
      this.next = new int[classes * 64];
      found.add(NONE);
    }

    void add(String s, char[] classOf, int index) {
      int at = 0;
      for (int i = 0; i < s.length(); i++) {
        int edge = at * classes + classOf[s.charAt(i)];
        if (next[edge] == 0) {
          int state = newState(); // first: it may move the table
          next[edge] = state;
        }
        at = next[edge];
      }
      found.set(at, append(found.get(at), new int[] {index}));
    }

    private int newState() {
      found.add(NONE);
      if (found.size() * classes > next.length) {
        next = Arrays.copyOf(next, next.length * 2);
      }
      return found.size() - 1;
    }

    /** Breadth first: a state's fallback is shorter than itself, so it is complete already. */
    int[] link() {
      int[] fallback = new int[found.size()];
      ArrayDeque<Integer> queue = new ArrayDeque<>();
      queue.add(0);
      while (!queue.isEmpty()) {
        int state = queue.remove();
        for (int c = 0; c < classes; c++) {
          int child = next[state * classes + c];
          int other = state == 0 ? 0 : next[fallback[state] * classes + c];
          if (child == 0) {
            next[state * classes + c] = other;
          } else {
            fallback[child] = other;
            found.set(child, append(found.get(child), found.get(other)));
            queue.add(child);
          }
        }
      }
      return Arrays.copyOf(next, found.size() * classes);
    }

    int[][] found() {
      return found.toArray(int[][]::new);
    }

    private static int[] append(int[] a, int[] b) {
      if (b.length == 0) {
        return a;
      }
      int[] both = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return both;
    }
  }
}
