package org.mailweir.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.mailweir.concurrent.Deadline;

/** A DNS in memory: it knows what it was told, and that nothing else exists. */
public final class FakeDns implements DnsClient {

  private record Question(String name, RecordType type) {}

  private final Map<Question, List<DnsRecord>> records = new HashMap<>();
  private final Map<Question, DnsAnswer.Reason> silent = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** A record more under that name. */
  public FakeDns add(String name, RecordType type, DnsRecord record) {
    names.add(key(name));
    records.computeIfAbsent(new Question(key(name), type), q -> new ArrayList<>()).add(record);
    return this;
  }

  public FakeDns txt(String name, String text) {
    return add(name, RecordType.TXT, new DnsRecord.Text(text));
  }

  /** The name exists, whatever there is under it. */
  public FakeDns exists(String name) {
    names.add(key(name));
    return this;
  }

  public FakeDns alias(String name, String target) {
    names.add(key(name));
    aliases.put(key(name), key(target));
    return this;
  }

  /** Questions of that type about that name have no answer. */
  public FakeDns silent(String name, RecordType type, DnsAnswer.Reason reason) {
    silent.put(new Question(key(name), type), reason);
    return this;
  }

  /** Questions about that name have no answer, but for types that have records. */
  public FakeDns silent(String name) {
    for (RecordType type : RecordType.values()) {
      silent.put(new Question(key(name), type), DnsAnswer.Reason.TIMEOUT);
    }
    return this;
  }

  /** What was asked for until now: {@code TXT example.org}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public CompletableFuture<DnsAnswer> ask(String name, RecordType type, Deadline deadline) {
    asked.add(type + " " + name);
    return CompletableFuture.completedFuture(answer(key(name), type, 0));
  }

  private DnsAnswer answer(String name, RecordType type, int depth) {
    Question question = new Question(name, type);
    List<DnsRecord> found = records.get(question);
    if (found != null) {
      return new DnsAnswer.Found(found);
    }
    DnsAnswer.Reason reason = silent.get(question);
    if (reason != null) {
      return new DnsAnswer.Unknown(reason);
    }
    String target = aliases.get(name);
    return target != null && depth < 10
        ? answer(target, type, depth + 1)
        : new DnsAnswer.Absent(names.contains(name));
  }

  @Override
  public void close() {}
}
