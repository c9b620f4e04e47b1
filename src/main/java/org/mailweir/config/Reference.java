package org.mailweir.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.settings.Doc;
import org.mailweir.settings.Where;

/** The commented configuration file and its manual page, made from the settings records. */
public final class Reference {

  private static final int WIDTH = 96;

  private Reference() {}

  private record Table(String header, String doc, List<Entry> entries) {}

  private record Entry(String key, String doc, @Nullable String value) {}

  /** {@code etc/mailweir.toml}: every key, commented out, at its default. */
  public static String toml() {
    StringBuilder out = new StringBuilder();
    for (Table table : tables()) {
      out.append(out.isEmpty() ? "" : "\n");
      comment(out, table.doc());
      boolean list = table.header().startsWith("[[");
      if (!table.header().isEmpty()) {
        out.append(list ? "# " : "").append(table.header()).append('\n');
      }
      for (Entry entry : table.entries()) {
        out.append('\n');
        comment(out, entry.doc());
        out.append("# ").append(entry.key()).append(" = ");
        out.append(entry.value() == null ? "(not set)" : entry.value()).append('\n');
      }
    }
    return out.toString();
  }

  /** Every key with the value that is in force, as a configuration file. */
  public static String inForce(MailweirSettings settings) {
    StringBuilder out = new StringBuilder();
    table(out, "", settings);
    return out.toString();
  }

  private static void table(StringBuilder out, String header, Record record) {
    if (!header.isEmpty()) {
      out.append('\n').append(header).append('\n');
    }
    StringBuilder below = new StringBuilder();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String key = Keys.of(component.getName());
      Object value = Binder.read(component, record);
      if (value == null || component.getType() == Where.class) {
        continue;
      }
      if (listOfTables(component) != null) {
        String each = "[[" + below(header, key) + "]]";
        ((List<?>) value).forEach(element -> table(below, each, (Record) element));
      } else if (value instanceof Record nested && !Values.isSimple(component.getType())) {
        table(below, "[" + below(header, key) + "]", nested);
      } else {
        out.append(key).append(" = ").append(Values.text(value)).append('\n');
      }
    }
    out.append(below);
  }

  /** The name of a table that lies in another one, or in the file itself. */
  private static String below(String header, String key) {
    return header.isEmpty() ? key : header.replaceAll("[\\[\\]]", "") + "." + key;
  }

  private static void comment(StringBuilder out, String text) {
    StringBuilder line = new StringBuilder("##");
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder("##");
      }
      line.append(' ').append(word);
    }
    out.append(line).append('\n');
  }

  /** {@code src/docs/configuration.md}. */
  public static String manual() {
    StringBuilder out = new StringBuilder("# Configuration\n");
    for (Table table : tables()) {
      if (!table.header().isEmpty()) {
        out.append("\n## `").append(table.header()).append("`\n");
      }
      out.append('\n')
          .append(table.doc())
          .append("\n\n| key | default | meaning |\n|---|---|---|\n");
      for (Entry entry : table.entries()) {
        out.append("| `").append(entry.key()).append("` | ");
        out.append(entry.value() == null ? "" : "`" + entry.value() + "`").append(" | ");
        out.append(entry.doc().replace("|", "\\|")).append(" |\n");
      }
    }
    return out.toString();
  }

  private static List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    add(tables, "", MailweirSettings.DEFAULT);
    return tables;
  }

  private static void add(List<Table> tables, String name, Record defaults) {
    boolean list = name.startsWith("[[");
    String header = name.isEmpty() || list ? name : "[" + name + "]";
    Table table = new Table(header, doc(defaults.getClass()), new ArrayList<>());
    tables.add(table);
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      String key = Keys.of(component.getName());
      Object value = Binder.read(component, defaults);
      Record element = listOfTables(component);
      if (value instanceof Record nested && !Values.isSimple(component.getType())) {
        if (component.getType() != Where.class) {
          add(tables, below(name, key), nested);
        }
      } else if (element != null) {
        add(tables, "[[" + below(name, key) + "]]", element);
      } else {
        String text = value == null ? null : Values.text(value);
        table.entries().add(new Entry(key, component.getAnnotation(Doc.class).value(), text));
      }
    }
  }

  private static String doc(Class<?> type) {
    Doc doc = type.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  /** The defaults of an element, when the component is a list of tables. */
  private static @Nullable Record listOfTables(RecordComponent component) {
    if (component.getType() != List.class) {
      return null;
    }
    Class<?> element =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    return Values.isSimple(element) ? null : Binder.defaultOf(element);
  }
}
