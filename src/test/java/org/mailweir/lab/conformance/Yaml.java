package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The documents of a YAML file, as maps. */
final class Yaml {

  private Yaml() {}

  /** None when the file is no YAML, or its documents are no maps. */
  static List<Map<?, ?>> documents(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(50_000_000);
    options.setWarnOnDuplicateKeys(false);
    List<Map<?, ?>> documents = new ArrayList<>();
    try {
      Iterable<Object> all =
          new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(Files.readString(file));
      for (Object document : all) {
        if (document instanceof Map<?, ?> map) {
          documents.add(map);
        }
      }
    } catch (YAMLException e) {
      return List.of();
    }
    return documents;
  }

  static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** One or several; nothing is none. */
  static List<?> list(Object value) {
    return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
  }

  static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
