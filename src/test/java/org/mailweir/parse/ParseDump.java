package org.mailweir.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** Writes what the parser made of a message as text that a person can read and compare. */
final class ParseDump {

  private final StringBuilder out = new StringBuilder();

  private ParseDump() {}

  /** Prints the dumps of the files named. */
  public static void main(String[] files) throws IOException {
    for (String file : files) {
      System.out.print(of(Path.of(file)));
    }
  }

  static String of(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return of(Messages.parse(text));
  }

  static String of(ParsedMessage message) {
    ParseDump dump = new ParseDump();
    dump.tree(message.root(), "");
    message.leaves().forEach(dump::leaf);
    message.links().forEach(l -> dump.line("link", l.kind() + " " + l.target() + " | " + l.text()));
    message.hops().forEach(h -> dump.line("hop", h.toString().substring("ReceivedHop".length())));
    message.defects().forEach(d -> dump.line("defect", d.kind() + " " + d.detail()));
    return dump.out.toString();
  }

  private void tree(Part part, String indent) {
    out.append(indent).append(part.path()).append(' ').append(part.type());
    out.append(new TreeMap<>(part.parameters()));
    if (part.fileName() != null) {
      out.append(" file=").append(part.fileName());
    }
    out.append('\n');
    for (HeaderField field : part.headers().fields()) {
      out.append(indent).append("  ").append(field.name()).append(": ").append(field.value());
      out.append('\n');
    }
    part.children().forEach(child -> tree(child, indent + "  "));
  }

  private void leaf(Part part) {
    out.append("leaf ").append(part.path()).append(' ').append(part.role()).append(' ');
    out.append(part.type()).append(' ').append(part.encoding()).append(' ');
    out.append(part.bodyLength()).append(" bytes");
    out.append(part.fileName() == null ? "" : " file=" + part.fileName()).append('\n');
    HtmlText html = part.html();
    if (html == null) {
      text("text", part.text());
    } else {
      line("title", html.title());
      text("visible", html.visible());
      text("hidden", html.hidden());
      line(
          "counts",
          html.tags() + " tags, " + html.images() + " images, " + html.forms() + " forms");
      text("comments", html.comments());
    }
  }

  private void text(String name, String text) {
    text.lines().forEach(l -> line(name, l));
  }

  private void line(String name, String text) {
    out.append("  ").append(name).append(" |").append(text.replace("\n", "/")).append('\n');
  }
}
