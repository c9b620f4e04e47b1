package org.mailweir.doctor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All diagnoses of one visit, the worst of each subject first.
 *
 * @param looked what was looked at, one short line each, so that silence is not taken for health
 */
public record Report(List<Diagnosis> diagnoses, List<String> looked) {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  public Report {
    diagnoses =
        diagnoses.stream()
            .sorted(Comparator.comparing(Diagnosis::subject).thenComparing(Diagnosis::severity))
            .toList();
    looked = List.copyOf(looked);
  }

  /** Whether something should be mended: an error or a warning. */
  public boolean isSick() {
    return diagnoses.stream().anyMatch(d -> d.severity() != Severity.ADVICE);
  }

  long count(Severity severity) {
    return diagnoses.stream().filter(d -> d.severity() == severity).count();
  }

  /** For a program: {@code looked_at}, numbers by severity, and every diagnosis. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("looked_at", looked);
    for (Severity severity : Severity.values()) {
      all.put(name(severity), count(severity));
    }
    List<Map<String, Object>> list = new ArrayList<>();
    diagnoses.forEach(d -> list.add(fields(d)));
    all.put("diagnoses", list);
    return GSON.toJson(all);
  }

  private static Map<String, Object> fields(Diagnosis diagnosis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", diagnosis.id());
    fields.put("subject", diagnosis.subject().name().toLowerCase(Locale.ROOT));
    fields.put("severity", name(diagnosis.severity()));
    fields.put("what", diagnosis.what());
    fields.put("where", diagnosis.where());
    fields.put("why", diagnosis.why());
    fields.put("remedy", diagnosis.remedy());
    return fields;
  }

  private static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
