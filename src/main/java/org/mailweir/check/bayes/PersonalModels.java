package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@link PersonalModel}s of those who teach. One thread teaches, any number ask without locks.
 * When they take more memory than they may, he who has not taught for longest is forgotten.
 */
final class PersonalModels {

  private static final int LONGEST_NAME = 320;

  private final long mostBytes;
  private final Map<String, PersonalModel> models = new ConcurrentHashMap<>();
  private final LinkedHashMap<String, Integer> sizes = new LinkedHashMap<>(); // the latest last
  private long bytes;

  /**
   * @param mostBytes what they may take together; with 0 there are none
   */
  PersonalModels(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  boolean know(String person) {
    return models.containsKey(person);
  }

  /** What is to be added to the site's log-odds for a person; 0 for one who never taught. */
  double shift(String person, long[] tokens) {
    PersonalModel model = models.get(person);
    return model == null ? 0 : model.shift(tokens);
  }

  void learn(String person, long[] tokens, Label label, double siteLogOdds, double weight) {
    if (mostBytes <= 0 || person.isEmpty() || person.length() > LONGEST_NAME) {
      return;
    }
    PersonalModel before = models.getOrDefault(person, PersonalModel.EMPTY);
    PersonalModel after = before.learn(tokens, label, siteLogOdds, weight);
    if (after != before) {
      put(person, after);
    }
  }

  private void put(String person, PersonalModel model) {
    Integer before = sizes.remove(person);
    sizes.put(person, model.bytes());
    bytes += model.bytes() - (before == null ? 0 : before);
    models.put(person, model);
    while (bytes > mostBytes && !sizes.isEmpty()) {
      Map.Entry<String, Integer> eldest = sizes.firstEntry();
      sizes.remove(eldest.getKey());
      models.remove(eldest.getKey());
      bytes -= eldest.getValue();
    }
  }

  long bytes() {
    return bytes;
  }

  int count() {
    return models.size();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(sizes.size());
    for (String person : sizes.keySet()) {
      PersonalModel model = models.get(person);
      out.writeUTF(person);
      (model == null ? PersonalModel.EMPTY : model).write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote; leaves out whom there is no room for.
   *
   * @throws IOException when it cannot be that
   */
  void read(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String person = in.readUTF();
      PersonalModel model = PersonalModel.read(in);
      if (mostBytes > 0) {
        put(person, model);
      }
    }
  }
}
