package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.Rule.Condition.Computed;

/**
 * All metas, each behind those that it uses.
 *
 * <p>Of a thousand metas few have anything to do with one message. So a meta is computed only if a
 * name that it uses has a value other than zero, or if it is not zero when all of them are.
 */
final class Metas {

  private final List<Rule> ordered;
  private final Map<String, Integer> slots;
  private final int[] slotOf;
  private final int[][] users;
  private final BitSet always = new BitSet();

  /**
   * @param slots the index of each name in the array of values
   */
  Metas(List<Rule> ordered, Map<String, Integer> slots) {
    this.ordered = ordered;
    this.slots = slots;
    this.slotOf = ordered.stream().mapToInt(rule -> slots.getOrDefault(rule.name(), 0)).toArray();
    this.users = users();
    double[] zeros = new double[slots.size()];
    for (int i = 0; i < ordered.size(); i++) {
      always.set(i, expression(i).of(zeros) != 0);
    }
  }

  private MetaExpression expression(int index) {
    return ((Computed) ordered.get(index).condition()).expression();
  }

  private int[][] users() {
    List<List<Integer>> lists = new ArrayList<>();
    slots.forEach((name, slot) -> lists.add(new ArrayList<>()));
    for (int i = 0; i < ordered.size(); i++) {
      for (String name : expression(i).names()) {
        lists.get(slots.getOrDefault(name, 0)).add(i);
      }
    }
    return lists.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** The names of the metas that use a rule, in the order of computation. */
  List<String> usersOf(String name) {
    Integer slot = slots.get(name);
    List<String> names = new ArrayList<>();
    for (int user : slot == null ? new int[0] : users[slot]) {
      names.add(ordered.get(user).name());
    }
    return names;
  }

  /** Computes what the findings of all checks lead to. */
  void compute(List<Finding> evidence, Hits hits) {
    double[] values = new double[slots.size()];
    BitSet open = (BitSet) always.clone();
    for (Finding finding : evidence) {
      Integer slot = slots.get(finding.name());
      if (slot != null) {
        values[slot] += finding.hits();
        open(slot, open);
      }
    }
    for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
      double value = expression(i).of(values);
      if (value != 0) {
        values[slotOf[i]] = value;
        open(slotOf[i], open);
        hits.add(ordered.get(i), (int) Math.clamp(value, 1, 1_000_000), "");
      }
    }
  }

  private void open(int slot, BitSet open) {
    for (int user : users[slot]) {
      open.set(user);
    }
  }
}
