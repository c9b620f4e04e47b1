package org.mailweir.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.decide.PolicySettings;
import org.mailweir.net.Endpoint;
import org.mailweir.settings.Where;

/** What cannot be seen in one table alone, the form of addresses, and how long times may be. */
final class Validation {

  private static final String FORM = "\"user@example.com\", \"@example.com\" or \"@.example.com\"";

  private final List<Problem> problems = new ArrayList<>();
  private final ConfigLoader.Loaded loaded;

  private Validation(ConfigLoader.Loaded loaded) {
    this.loaded = loaded;
  }

  static List<Problem> problems(ConfigLoader.Loaded loaded) {
    Validation validation = new Validation(loaded);
    validation.check(loaded.settings());
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
    ports(settings.listen().outside(), settings.listen().inside(), settings.reinject().to());
    TimeLimit.broken(settings)
        .forEach((key, message) -> problems.add(loaded.problem(key, message)));
  }

  private void ports(Endpoint outside, @Nullable Endpoint inside, Endpoint to) {
    if (Ports.same(outside, to) || (inside != null && Ports.same(inside, to))) {
      problems.add(
          loaded.problem("reinject.to", "is our own listener: mail would go round in a loop"));
    }
    if (inside != null && Ports.same(outside, inside)) {
      problems.add(
          loaded.problem(
              "listen.inside", "is the same as listen.outside; give it a port of its own"));
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
    problems.add(Problem.at(where, loaded.files().getFirst().toString(), key, message));
  }
}
