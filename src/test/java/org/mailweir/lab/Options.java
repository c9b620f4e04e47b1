package org.mailweir.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments of a run: {@code --name value}, some of them several times. */
record Options(List<String> arguments) {

  Options {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads the arguments.
   *
   * @param known the names that the run understands; another one ends the run with exit code 64
   */
  static Options of(String[] arguments, String... known) {
    for (int i = 0; i < arguments.length; i += 2) {
      if (!Set.of(known).contains(arguments[i]) || i + 1 == arguments.length) {
        System.err.println("not understood: " + arguments[i] + "; known: " + Set.of(known));
        System.exit(64);
      }
    }
    return new Options(List.of(arguments));
  }

  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      if (arguments.get(i).equals(name)) {
        values.add(arguments.get(i + 1));
      }
    }
    return values;
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  int number(String name, int otherwise) {
    return first(name).map(Integer::parseInt).orElse(otherwise);
  }
}
