package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.dns.FakeDns;

/**
 * A C program that hands a message to the verifier piece by piece and says what comes of it. Only
 * programs that do this in a straight line are read; strings are macros, in the program or in
 * t-testdata.h, and keys are named in t-setup.c.
 */
final class OpenDkim {

  private static final Pattern DEFINE =
      Pattern.compile("^#\\s*define\\s+(\\w+)\\s+((?:.*\\\\\\n)*.*)$", Pattern.MULTILINE);
  private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\w+)");
  private static final Pattern STEP =
      Pattern.compile(
          "snprintf\\(hdr, sizeof hdr, \"%s: %s\",\\s*DKIM_SIGNHEADER,\\s*(?<signature>\\w+)\\)"
              + "|dkim_header\\(dkim,\\s*(?:\\([^()]*\\)\\s*)?(?<header>\\w+),"
              + "|dkim_body\\(dkim,\\s*(?:\\([^()]*\\)\\s*)?(?<body>\\w+|\"[^\"]*\"),"
              + "|dkim_eo[hm]\\(dkim[^;]*;\\s*assert\\(status == DKIM_STAT_(?<status>\\w+)\\)");
  private static final Pattern KEY =
      Pattern.compile(
          "fprintf\\(f, \"%s\\.%s\\.%s \", (\\w+), DKIM_DNSKEYNAME, (\\w+)\\);\\s*for \\(p = (\\w+);");

  private final Map<String, String> macros = new HashMap<>();
  private final StringBuilder header = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private String pendingSignature = "";
  private String status = "";

  private OpenDkim() {}

  static List<DkimCase> read(String suite, Path file, Tally tally) throws IOException {
    String program = text(file).replaceAll("(?s)/\\*.*?\\*/", "");
    boolean straight =
        program.split("dkim_verify\\(", -1).length == 2
            && !program.matches(
                "(?s).*(dkim_sign\\(|dkim_chunk\\(|dkim_resign\\(|\\bfor \\(|\\bwhile \\(|dkim_set_|#else).*");
    if (!straight) {
      tally.leftOut(suite, "program that signs, uses more of the library, or is not straight");
      return List.of();
    }
    OpenDkim reader = new OpenDkim();
    reader.define(text(file.resolveSibling("t-testdata.h")));
    reader.define(program);
    reader.steps(program);
    if (reader.status.isEmpty() || reader.header.isEmpty()) {
      tally.leftOut(suite, "program without a verdict");
      return List.of();
    }
    String expected = reader.status.equals("OK") ? "pass" : "bad";
    String message = reader.header + "\r\n" + reader.body;
    FakeDns dns = reader.zone(text(file.resolveSibling("t-setup.c")));
    return List.of(
        new DkimCase(suite, file.getFileName().toString(), message, dns, List.of(expected)));
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }

  private void define(String source) {
    Matcher define = DEFINE.matcher(source);
    while (define.find()) {
      macros.put(define.group(1), define.group(2));
    }
  }

  private void steps(String program) {
    Matcher step = STEP.matcher(program);
    while (step.find()) {
      if (step.group("signature") != null) {
        pendingSignature = "DKIM-Signature: " + value(step.group("signature"));
      } else if (step.group("header") != null) {
        String name = step.group("header");
        header.append(name.equals("hdr") ? pendingSignature : value(name)).append("\r\n");
      } else if (step.group("body") != null) {
        body.append(value(step.group("body")));
      } else if (status.isEmpty() || status.equals("OK")) {
        status = step.group("status");
      }
    }
    if (!program.contains("dkim_eom(")) {
      status = "";
    }
  }

  /** Strings side by side are one. */
  private String value(String expression) {
    StringBuilder out = new StringBuilder();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      if (token.group(1) != null) {
        out.append(
            token
                .group(1)
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\"));
      } else if (macros.containsKey(token.group(2))) {
        out.append(value(macros.get(token.group(2))));
      }
    }
    return out.toString();
  }

  private FakeDns zone(String setup) {
    FakeDns dns = new FakeDns();
    Matcher key = KEY.matcher(setup);
    while (key.find()) {
      String name = value(key.group(1)) + "._domainkey." + value(key.group(2));
      dns.txt(name, value(key.group(3)));
    }
    return dns;
  }
}
