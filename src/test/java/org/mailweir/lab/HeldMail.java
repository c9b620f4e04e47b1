package org.mailweir.lab;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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
    List<Path> records = new ArrayList<>();
    try {
      Files.walkFileTree(
          quarantine,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".json")) {
                records.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            /** A file that is being written has another name a moment later. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The record is written last: with it the message is complete.
    return records.stream().map(HeldMail::read).toList();
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
