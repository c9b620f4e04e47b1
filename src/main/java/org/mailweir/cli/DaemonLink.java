package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.mailweir.control.ControlClient;
import org.mailweir.control.Status;
import org.mailweir.metrics.Live;

/** What commands ask the running daemon. */
final class DaemonLink {

  private static final Gson GSON = new Gson();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TO_RELOAD = Duration.ofSeconds(60);

  private final Path socket;

  DaemonLink(Path socket) {
    this.socket = socket;
  }

  String statusJson() throws IOException {
    return ask("status", PATIENCE);
  }

  Status status() throws IOException {
    return read(statusJson(), Status.class);
  }

  /** The oldest first. */
  List<Live.View> live() throws IOException {
    return Arrays.asList(read(ask("live", PATIENCE), Live.View[].class));
  }

  Status.Reload reload() throws IOException {
    return read(ask("reload", TO_RELOAD), Status.Reload.class);
  }

  private String ask(String word, Duration patience) throws IOException {
    String answer = new ControlClient(socket, patience).ask(word);
    if (answer.startsWith("{\"error\"")) {
      JsonObject object = JsonParser.parseString(answer).getAsJsonObject();
      throw new IOException("mailweir says: " + object.get("error").getAsString());
    }
    return answer;
  }

  /** Another version may say less than we want to know. */
  private static <T> T read(String json, Class<T> type) throws IOException {
    try {
      T value = GSON.fromJson(json, type);
      if (value == null) {
        throw new IOException("mailweir gave no answer");
      }
      return value;
    } catch (RuntimeException e) {
      throw new IOException("the daemon is another version of mailweir; restart it", e);
    }
  }
}
