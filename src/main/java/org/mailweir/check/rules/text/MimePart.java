package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a message: the message itself, a multipart, a leaf, or a message within. */
public final class MimePart {

  private static final int LONGEST_DISPOSITION = 16_384;
  private static final Pattern NAME =
      Pattern.compile("name=\\s*+\"?([^\";]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern HTML_NAME =
      Pattern.compile("\\.s?html?\\n?\\z", Pattern.CASE_INSENSITIVE);

  private final FieldTable table;
  private final List<MimePart> children = new ArrayList<>();
  private String type = "text/plain";
  private boolean leaf = true;
  private @Nullable String charset;
  private String fileName = "";
  private String raw = "";
  private @Nullable String decoded;
  private @Nullable Rendering rendering;

  MimePart(FieldTable table) {
    this.table = table;
  }

  void setType(String type) {
    this.type = type;
  }

  void add(MimePart child) {
    children.add(child);
  }

  /** It is no leaf, even if no part follows. */
  void becomeMultipart() {
    leaf = false;
  }

  void becomeLeaf(ContentType contentType, String body) {
    charset = contentType.charset();
    raw = body;
    fileName = dispositionName(contentType.name());
  }

  /** The message that it holds takes the place of its octets. */
  void becomeBranch(MimePart message) {
    leaf = false;
    raw = "";
    decoded = null;
    children.add(message);
  }

  private String dispositionName(String otherwise) {
    String disposition = table.lastDecoded("content-disposition");
    if (disposition == null) {
      return otherwise;
    }
    Matcher m =
        NAME.matcher(disposition.substring(0, Math.min(disposition.length(), LONGEST_DISPOSITION)));
    return m.find() ? m.group(1) : otherwise;
  }

  FieldTable table() {
    return table;
  }

  /** {@code text/plain} and so on, in lower case. */
  public String type() {
    return type;
  }

  /** The type, but {@code text/html} for a part whose file name says so. */
  public String effectiveType() {
    return HTML_NAME.matcher(fileName).find() ? "text/html" : type;
  }

  /** Whether it has no parts within. */
  public boolean isLeaf() {
    return leaf;
  }

  /** The parts within, in order. */
  public List<MimePart> children() {
    return children;
  }

  /** Its header, in order. */
  public List<Field> fields() {
    return table.fields();
  }

  /** The last field of that name, unfolded and decoded, no line feed at its end; null if absent. */
  public @Nullable String header(String name) {
    return table.lastDecoded(name);
  }

  /** The last field of that name as it came; null if absent. */
  public @Nullable String rawHeader(String name) {
    return table.lastRaw(name);
  }

  /**
   * What a {@code mimeheader} rule sees: the last field of that name ({@code ALL}: the whole
   * header), decoded with a line feed at its end, or raw. Null if absent, but "" for an absent raw
   * one.
   */
  public @Nullable String mimeHeader(String name, boolean raw) {
    if (name.equals("ALL")) {
      return String.join("", table.lines(raw));
    }
    String value = raw ? table.lastRaw(name) : table.lastDecoded(name);
    if (value == null) {
      return raw ? "" : null;
    }
    return raw ? value : value + "\n";
  }

  /** The declared character set as written; "" if none. */
  public String charset() {
    return charset == null ? "" : charset;
  }

  /** The declared name of a file; "" if none. */
  public String fileName() {
    return fileName;
  }

  /** The body as it came, with LF line ends; "" if there are parts within. */
  public String raw() {
    return raw;
  }

  /** The body without its transfer encoding, as octets; "" if there are parts within. */
  public String decoded() {
    String text = decoded;
    if (text == null) {
      text = decode();
      decoded = text;
    }
    return text;
  }

  private String decode() {
    String encoding = table.lastDecoded("content-transfer-encoding");
    return switch (encoding == null ? "" : Octets.lower(encoding)) {
      case "quoted-printable" -> TransferEncoding.lineFeeds(TransferEncoding.quotedPrintable(raw));
      case "base64" ->
          isTextual()
              ? TransferEncoding.lineFeeds(TransferEncoding.base64(raw))
              : TransferEncoding.base64(raw);
      default -> raw;
    };
  }

  private boolean isTextual() {
    return type.startsWith("text/") || type.startsWith("message/");
  }

  Rendering rendering() {
    Rendering made = rendering;
    if (made == null) {
      made = Rendering.of(this, charset == null ? "us-ascii" : charset);
      rendering = made;
    }
    return made;
  }

  /** {@code text/html} or {@code text/plain} when the part can be shown as text, else "". */
  public String renderedType() {
    return rendering().type();
  }

  /** The text that it shows, hidden text included; "" if it is not text. */
  public String rendered() {
    return rendering().all().octets();
  }

  /** The text that a reader sees. */
  public String visible() {
    return rendering().visible().octets();
  }

  /** The text that is hidden from a reader. */
  public String invisible() {
    return rendering().invisible().octets();
  }

  /** What was noticed while it was rendered; null if it is not HTML or empty. */
  public @Nullable HtmlFacts html() {
    return rendering().facts();
  }
}
