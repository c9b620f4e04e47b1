package org.mailweir.lab;

import java.util.List;

/** A line of src/it/demo/index. */
record DemoMessage(
    String file, String about, String sender, List<String> recipients, String parameters) {

  static DemoMessage parse(String line) {
    String[] cells = line.split("\\s*\\|\\s*");
    return new DemoMessage(
        cells[0].strip(),
        cells[1],
        cells[2],
        SendStep.recipients(cells[3].strip()),
        cells.length > 4 ? cells[4].strip() : "");
  }
}
