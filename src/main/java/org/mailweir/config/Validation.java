package org.mailweir.config;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.decide.PolicySettings;
import org.mailweir.settings.Where;

/** What cannot be seen in one table alone, and the form of addresses. */
final class Validation {

  private static final String FORM = "\"user@example.com\", \"@example.com\" or \"@.example.com\"";

  private final List<Problem> problems = new ArrayList<>();
  private final String file;

  private Validation(String file) {
    this.file = file;
  }

  static List<Problem> problems(MailweirSettings settings, String file) {
    Validation validation = new Validation(file);
    validation.check(settings);
    return validation.problems;
  }

  private void check(MailweirSettings settings) {
    PolicySettings policy = settings.policy();
    addresses(policy.allow(), "policy.allow", policy.where().of("allow"));
    addresses(policy.block(), "policy.block", policy.where().of("block"));
    int number = 1;
    for (PolicySettings.ForRecipients entry : settings.recipient()) {
      recipient(entry, "recipient[" + number++ + "].");
    }
    if (settings.listen().outside().equals(settings.reinject().to())) {
      add("reinject.to", file, "is our own listener: mail would go round in a loop");
    }
    if (settings.listen().outside().equals(settings.listen().inside())) {
      add("listen.inside", file, "is the same as listen.outside; give it a port of its own");
    }
  }

  private void recipient(PolicySettings.ForRecipients entry, String path) {
    Where where = entry.where();
    if (entry.match().isEmpty()) {
      add(
          path + "match",
          where.of("match"),
          "says for whom the entry is; " + FORM + " is expected");
    }
    addresses(entry.match(), path + "match", where.of("match"));
    if (entry.allow() != null) {
      addresses(entry.allow(), path + "allow", where.of("allow"));
    }
    if (entry.block() != null) {
      addresses(entry.block(), path + "block", where.of("block"));
    }
  }

  private void addresses(List<String> entries, String key, String where) {
    for (String entry : entries) {
      if (entry.indexOf('@') < 0 || entry.endsWith("@") || entry.indexOf('*') >= 0) {
        add(key, where, "\"" + entry + "\" is no address; " + FORM + " is expected");
      }
    }
  }

  private void add(String key, String where, String message) {
    int colon = where.lastIndexOf(':');
    boolean placed = colon > 0 && where.substring(colon + 1).matches("\\d+");
    problems.add(
        new Problem(
            placed ? where.substring(0, colon) : file,
            placed ? Integer.parseInt(where.substring(colon + 1)) : 0,
            key,
            message));
  }
}
