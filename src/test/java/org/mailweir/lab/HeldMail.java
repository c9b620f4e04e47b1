package org.mailweir.lab;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One message in quarantine, read from its files as a stranger to the program would.
 *
 * @param file the message itself
 */
record HeldMail(Path file, String sender, List<String> recipients) {

  /** All that is held; a folder that is not there holds nothing. */
  static List<HeldMail> all(Path quarantine) {
    if (!Files.isDirectory(quarantine)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(quarantine)) {
      // The record is written last: with it the message is complete.
      return files.filter(f -> f.toString().endsWith(".json")).map(HeldMail::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HeldMail read(Path json) {
    try {
      JsonObject record = new Gson().fromJson(Files.readString(json), JsonObject.class);
      List<String> recipients =
          record.getAsJsonArray("recipients").asList().stream()
              .map(r -> r.getAsJsonObject().get("address").getAsString())
              .toList();
      Path message = Path.of(json.toString().replaceFirst("\\.json$", ".eml"));
      return new HeldMail(message, record.get("sender").getAsString(), recipients);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return file.getFileName().toString().replaceFirst("\\.eml$", "");
  }

  String bodySha256() {
    try {
      return Octets.sha256(Octets.body(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
