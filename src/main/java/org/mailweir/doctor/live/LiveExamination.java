package org.mailweir.doctor.live;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;
import org.mailweir.net.Endpoint;

/** Looks at everything that is not written in a file: all at once, each within a bound of time. */
public final class LiveExamination {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MailweirSettings settings;
  private final Map<String, Callable<List<Diagnosis>>> parts = new LinkedHashMap<>();

  /**
   * @param configFile of Mailweir, to recognise its daemon
   * @param lists asks DNS lists about their test entries
   */
  public LiveExamination(MailweirSettings settings, Path configFile, Resolvers.Lists lists) {
    this.settings = settings;
    parts.put("ports", new Ports(settings)::examine);
    parts.put("web pages", new Pages(settings)::examine);
    parts.put("folders and disks", new Folders(settings)::examine);
    parts.put("clock", new Clock(settings.stateDir(), Instant.now())::examine);
    parts.put("process", new Running(settings, configFile)::examine);
    parts.put("DNS", new Resolvers(settings, lists)::examine);
    parts.put("clamd and spamd", new Peers(settings)::examine);
  }

  /** Does it. A part that takes too long is named, and stops no other. */
  public List<Diagnosis> examine() throws InterruptedException {
    List<Diagnosis> found = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<List<Diagnosis>>> running = new LinkedHashMap<>();
      parts.forEach((name, part) -> running.put(name, each.submit(part)));
      Instant end = Instant.now().plus(PATIENCE);
      for (Map.Entry<String, Future<List<Diagnosis>>> part : running.entrySet()) {
        found.addAll(result(part.getKey(), part.getValue(), Duration.between(Instant.now(), end)));
      }
      each.shutdownNow();
    }
    return found;
  }

  /**
   * Sends a marked message around, from and to that address.
   *
   * @param door where Postfix takes mail, or null
   * @param looked where success is told
   */
  public List<Diagnosis> sendAround(String address, @Nullable Endpoint door, List<String> looked)
      throws InterruptedException {
    return new Loop(settings, address, door).examine(looked);
  }

  /** What is looked at. */
  public String parts() {
    return String.join(", ", parts.keySet());
  }

  private static List<Diagnosis> result(
      String name, Future<List<Diagnosis>> part, Duration patience) throws InterruptedException {
    try {
      return part.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      part.cancel(true);
      return List.of(notLooked(name, "it took too long"));
    } catch (ExecutionException e) {
      return List.of(notLooked(name, String.valueOf(e.getCause())));
    }
  }

  private static Diagnosis notLooked(String name, String why) {
    return new Note(Subject.MACHINE)
        .warning(
            "not-looked",
            "The " + name + " could not be looked at: " + why + ".",
            name,
            "Something there may be wrong that is not named here.",
            "run it again, as root");
  }
}
