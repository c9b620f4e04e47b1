package org.mailweir.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;

/**
 * Who brought the messages of a folder: its {@code meta.tsv}, with the columns path, env_from,
 * client_ip, helo and rdns.
 */
final class KnownClients {

  /** The envelope of a message, as XFORWARD would tell it. */
  record Sender(MailAddress from, ClientInfo client) {}

  private final Map<String, Sender> senders = new HashMap<>();

  /** Reads the file; a folder without one knows nobody. */
  static KnownClients of(Path folder) throws IOException {
    KnownClients known = new KnownClients();
    Path meta = folder.resolve("meta.tsv");
    if (Files.exists(meta)) {
      known.read(new String(Files.readAllBytes(meta), StandardCharsets.UTF_8).lines().toList());
    }
    return known;
  }

  private void read(List<String> lines) {
    List<String> names = List.of(lines.getFirst().split("\t", -1));
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      String[] values = line.split("\t", -1);
      for (int i = 0; i < Math.min(values.length, names.size()); i++) {
        row.put(names.get(i), values[i]);
      }
      senders.put(row.getOrDefault("path", ""), sender(row));
    }
  }

  private static Sender sender(Map<String, String> row) {
    String address = row.getOrDefault("client_ip", "");
    ClientInfo client =
        address.isEmpty()
            ? ClientInfo.UNKNOWN
            : new ClientInfo(
                row.getOrDefault("rdns", ""),
                address,
                null,
                "ESMTP",
                row.getOrDefault("helo", ""),
                null,
                null);
    return new Sender(new MailAddress(row.getOrDefault("env_from", "")), client);
  }

  /** Who brought this message; null when nobody knows. */
  @Nullable Sender of(String path) {
    return senders.get(path);
  }
}
