package org.mailweir.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailweir.settings.Where;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Lays a TOML table over a settings record. Every problem of the file is collected, none is fatal
 * by itself; what has a problem keeps its default.
 */
final class Binder {

  private final String file;
  private final List<Problem> problems;
  private final Map<String, String> places;

  /**
   * A binder of one file.
   *
   * @param places takes {@code file:line} of every key that is set, by its name with its table
   */
  Binder(String file, List<Problem> problems, Map<String, String> places) {
    this.file = file;
    this.problems = problems;
    this.places = places;
  }

  /** The record with everything that the table sets. */
  <T extends Record> T bind(T defaults, TomlTable table, String path) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      if (component.getType() != Where.class) {
        components.put(Keys.of(component.getName()), component);
      }
    }
    refuseUnknown(table, components, path);
    Object[] values =
        Arrays.stream(defaults.getClass().getRecordComponents())
            .map(c -> value(c, defaults, table, path))
            .toArray();
    return create(defaults, values, table, path);
  }

  private void refuseUnknown(
      TomlTable table, Map<String, RecordComponent> components, String path) {
    for (String key : table.keySet()) {
      if (!components.containsKey(key)) {
        String nearest = Keys.nearest(key, components.keySet());
        String remedy =
            nearest == null
                ? "remove it; known here are " + String.join(", ", components.keySet())
                : "did you mean " + nearest + "?";
        problem(table, key, path, "unknown setting; " + remedy);
      }
    }
  }

  private @Nullable Object value(
      RecordComponent component, Record defaults, TomlTable table, String path) {
    Object otherwise = read(component, defaults);
    if (component.getType() == Where.class) {
      return where(table, (Where) Objects.requireNonNull(otherwise));
    }
    String key = Keys.of(component.getName());
    Object toml = table.get(List.of(key));
    if (toml == null) {
      return otherwise;
    }
    places.put(path + key, file + ":" + line(table.inputPositionOf(List.of(key))));
    if (toml.equals("") && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return null;
    }
    try {
      return convert(component, toml, otherwise, path + key);
    } catch (IllegalArgumentException | ArithmeticException e) {
      problem(table, key, path, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  private Where where(TomlTable table, Where before) {
    Map<String, String> lines = new HashMap<>(before.lines());
    for (String key : table.keySet()) {
      lines.put(key, file + ":" + line(table.inputPositionOf(List.of(key))));
    }
    return new Where(lines);
  }

  private Object convert(
      RecordComponent component, Object toml, @Nullable Object otherwise, String path) {
    Class<?> type = component.getType();
    if (type == List.class) {
      return list(component, toml, otherwise, path);
    }
    if (Values.isSimple(type)) {
      return Values.convert(type, toml);
    }
    if (!(toml instanceof TomlTable table)) {
      throw new IllegalArgumentException("a table is expected: [" + path + "]");
    }
    return bind((Record) Objects.requireNonNull(otherwise), table, path + ".");
  }

  private Object list(
      RecordComponent component, Object toml, @Nullable Object otherwise, String path) {
    Class<?> element =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    if (!(toml instanceof TomlArray array)) {
      String form = Values.isSimple(element) ? "a list in brackets" : "[[" + path + "]]";
      throw new IllegalArgumentException(form + " is expected");
    }
    List<Object> values = new ArrayList<>();
    if (!Values.isSimple(element)) {
      values.addAll(otherwise instanceof List<?> before ? before : List.of());
    }
    for (int i = 0; i < array.size(); i++) {
      Object item = array.get(i);
      values.add(
          item instanceof TomlTable table && !Values.isSimple(element)
              ? bind(defaultOf(element), table, path + "[" + (i + 1) + "].")
              : Values.convert(element, item));
    }
    return List.copyOf(values);
  }

  static Record defaultOf(Class<?> type) {
    try {
      return (Record) Objects.requireNonNull(type.getField("DEFAULT").get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no DEFAULT", e);
    }
  }

  static @Nullable Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a settings record is public", e);
    }
  }

  @SuppressWarnings("unchecked") // The constructor is that of the record's own class.
  private <T extends Record> T create(
      T defaults, @Nullable Object[] values, TomlTable table, String path) {
    try {
      return (T) constructor(defaults.getClass()).newInstance(values);
    } catch (InvocationTargetException e) {
      String message = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
      int colon = message.indexOf(": ");
      String key = colon < 0 ? "" : message.substring(0, colon);
      boolean names = !key.isEmpty() && table.contains(List.of(key));
      problem(table, names ? key : "", path, names ? message.substring(colon + 2) : message);
      return defaults;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a settings record is public", e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
    return type.getDeclaredConstructor(
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new));
  }

  private void problem(TomlTable table, String key, String path, String message) {
    List<String> keyPath = key.isEmpty() ? List.of() : List.of(key);
    String name =
        key.isEmpty() && !path.isEmpty() ? path.substring(0, path.length() - 1) : path + key;
    problems.add(new Problem(file, line(table.inputPositionOf(keyPath)), name, message));
  }

  private static int line(@Nullable TomlPosition position) {
    return position == null ? 0 : position.line();
  }
}
