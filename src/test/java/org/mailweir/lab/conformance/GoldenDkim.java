package org.mailweir.lab.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;

/** NAME.msg with NAME.dns and NAME.result, or NAME.error where it cannot be read at all. */
final class GoldenDkim {

  private GoldenDkim() {}

  static List<DkimCase> read(String suite, Path message, Set<Path> used) throws IOException {
    used.add(message);
    String name = message.getFileName().toString();
    Path result = beside(message, ".result");
    List<String> expected = new ArrayList<>();
    if (Files.exists(result)) {
      JsonObject json = JsonParser.parseString(text(result)).getAsJsonObject();
      for (JsonElement each : json.getAsJsonArray("Results")) {
        String state = each.getAsJsonObject().get("State").getAsString();
        expected.add(state.equals("SUCCESS") ? "pass" : "bad");
      }
    }
    if (expected.isEmpty()) {
      expected.add("bad");
    }
    return List.of(
        new DkimCase(suite, name, text(message), zone(beside(message, ".dns")), expected));
  }

  private static Path beside(Path file, String ending) {
    return Path.of(file.toString().replaceFirst("\\.[a-z]+$", ending));
  }

  /** A file that holds the name of another one stands for it. */
  private static String text(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Path other = file.resolveSibling("x");
    if (text.length() < 200 && text.strip().matches("[\\w.-]+")) {
      other = file.resolveSibling(text.strip());
    }
    return Files.exists(other) ? Files.readString(other, StandardCharsets.ISO_8859_1) : text;
  }

  private static FakeDns zone(Path file) throws IOException {
    FakeDns dns = new FakeDns();
    String text = Files.exists(file) ? text(file).replaceAll("\\\\\\r?\\n\\s*", "") : "";
    for (String line : text.split("\\r?\\n")) {
      int colon = line.indexOf(": ");
      String value = colon < 0 ? "" : line.substring(colon + 2).strip();
      if (value.equals("TEMPERROR")) {
        dns.silent(line.substring(0, colon), RecordType.TXT, Reason.SERVER_FAILURE);
      } else if (!value.isEmpty() && !value.equals("PERMERROR")) {
        dns.txt(line.substring(0, colon), value);
      }
    }
    return dns;
  }
}
