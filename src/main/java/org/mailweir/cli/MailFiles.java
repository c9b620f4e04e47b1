package org.mailweir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mailweir.mail.InMemoryMessage;

/** Messages in files: single ones, folders and Maildirs of them, mbox files, standard input. */
final class MailFiles {

  /** What is done with each message. */
  interface Visitor {
    void message(String name, InMemoryMessage message) throws Exception;

    /** A file or folder that cannot be read; the others follow all the same. */
    void unreadable(String name, IOException why);
  }

  private final InputStream standardInput;

  MailFiles(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /** Visits every message below the paths, in the order of names. */
  void visit(List<String> paths, Visitor visitor) throws Exception {
    for (String path : paths) {
      if (path.equals("-")) {
        visitor.message("-", InMemoryMessage.canonical(standardInput.readAllBytes()));
      } else {
        try {
          visit(Path.of(path), visitor);
        } catch (IOException e) {
          visitor.unreadable(path, e);
        }
      }
    }
  }

  /** Bytes of all files below the paths; what cannot be read, and standard input, count nothing. */
  static long bytes(List<String> paths) {
    long bytes = 0;
    for (String path : paths) {
      try (Stream<Path> files = Files.walk(Path.of(path))) {
        bytes += files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      } catch (IOException | RuntimeException notThere) {
        continue; // The visit will name it.
      }
    }
    return bytes;
  }

  private static void visit(Path path, Visitor visitor) throws Exception {
    if (!Files.isDirectory(path)) {
      file(path, visitor);
      return;
    }
    for (Path file : below(path, visitor)) {
      try {
        file(file, visitor);
      } catch (IOException e) {
        visitor.unreadable(file.toString(), e);
      }
    }
  }

  private static List<Path> below(Path folder, Visitor visitor) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file) && isMail(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) {
            visitor.unreadable(file.toString(), why);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  /** Leaves out what programs keep beside mail: hidden files, indexes, the tmp of a Maildir. */
  private static boolean isMail(Path file) {
    String name = String.valueOf(file.getFileName());
    Path folder = file.getParent();
    return !name.startsWith(".")
        && !name.startsWith("dovecot")
        && !name.endsWith(".tsv")
        && !name.endsWith(".json")
        && !(folder != null && folder.endsWith("tmp"));
  }

  private static void file(Path file, Visitor visitor) throws Exception {
    if (!isMbox(file)) {
      visitor.message(file.toString(), InMemoryMessage.canonical(Files.readAllBytes(file)));
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      new Mbox(file.toString(), in).visit(visitor);
    }
  }

  private static boolean isMbox(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(5);
      return new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).equals("From ");
    }
  }
}
