package org.mailweir.check.auth.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.auth.text.DomainName;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.check.auth.text.TagList;

/**
 * What a DKIM-Signature (RFC 6376 3.5) or an ARC-Message-Signature (RFC 8617 4.1.2) says.
 *
 * @param field where it stands
 * @param domain d=, who is responsible, normal
 * @param identity i=, as written, or {@code @} and the domain; empty in ARC, where i= is the
 *     instance
 * @param selector s=
 * @param names the names in h=, in lower case
 * @param body which part of the body is signed, and how it is prepared
 * @param created t= in seconds since 1970; -1 if unknown
 * @param expires x= in seconds since 1970; -1 if never
 */
public record Signature(
    MessageHeader.Field field,
    Algorithm algorithm,
    Canonical headerForm,
    BodyDigest.Spec body,
    String domain,
    String identity,
    String selector,
    List<String> names,
    byte[] bodyHash,
    byte[] signature,
    long created,
    long expires) {

  /** Which of the two it is. */
  public enum Kind {
    DKIM,
    ARC
  }

  private static final Pattern HEX = Pattern.compile("=([0-9A-F]{2})");

  /** No honest sender signs so many. */
  private static final int MOST_NAMES = 500;

  public Signature {
    names = List.copyOf(names);
  }

  /** Reads a field; what it says is then consistent in itself (RFC 6376 6.1.1). */
  public static Signature read(MessageHeader.Field field, Kind kind) throws SyntaxErrorException {
    TagList tags = TagList.parse(field.value());
    if (kind == Kind.DKIM && !tags.require("v").equals("1")) {
      throw new SyntaxErrorException("unknown version");
    }
    String domain = domain(tags);
    String[] forms = forms(tags);
    long created = number(tags, "t");
    long expires = number(tags, "x");
    if (expires >= 0 && created >= 0 && expires < created) {
      throw new SyntaxErrorException("expires before it was made");
    }
    askedInDns(tags);
    return new Signature(
        field,
        algorithm(tags),
        Canonical.named(forms[0]),
        new BodyDigest.Spec(Canonical.named(forms[1]), length(tags)),
        domain,
        kind == Kind.DKIM ? identity(tags, domain) : "",
        selector(tags),
        names(tags, kind),
        base64(tags, "bh"),
        base64(tags, "b"),
        created,
        expires);
  }

  /** The value of a=. */
  public static Algorithm algorithm(TagList tags) throws SyntaxErrorException {
    return Algorithm.named(tags.requireCompact("a"));
  }

  /** The value of d=. */
  public static String domain(TagList tags) throws SyntaxErrorException {
    String domain = DomainName.normal(utf8(tags.require("d")));
    if (domain.isEmpty()) {
      throw new SyntaxErrorException("d= is no domain");
    }
    return domain;
  }

  /** The value of s=. */
  public static String selector(TagList tags) throws SyntaxErrorException {
    String selector = DomainName.normal(utf8(tags.require("s")));
    if (selector.isEmpty()) {
      throw new SyntaxErrorException("s= is no selector");
    }
    return selector;
  }

  private static String utf8(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String[] forms(TagList tags) {
    String[] words = TagList.compact(tags.get("c", "simple/simple")).split("/", 2);
    return new String[] {words[0], words.length > 1 ? words[1] : "simple"};
  }

  /** A number of up to 18 digits; -1 without the tag. */
  static long number(TagList tags, String name) throws SyntaxErrorException {
    String digits = tags.get(name);
    if (digits == null) {
      return -1;
    }
    if (digits.isEmpty() || digits.length() > 18 || !isDigits(digits)) {
      throw new SyntaxErrorException(name + "= is no number");
    }
    return Long.parseLong(digits);
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** RFC 6376 3.5: up to 76 digits; more than a message can have means all of it and more. */
  private static long length(TagList tags) throws SyntaxErrorException {
    String digits = tags.get("l");
    if (digits == null) {
      return BodyDigest.WHOLE;
    }
    if (digits.isEmpty() || digits.length() > 76 || !isDigits(digits)) {
      throw new SyntaxErrorException("l= is no number");
    }
    return digits.length() > 18 ? BodyDigest.WHOLE - 1 : Long.parseLong(digits);
  }

  private static String identity(TagList tags, String domain) throws SyntaxErrorException {
    String written = tags.get("i");
    if (written == null) {
      return "@" + domain;
    }
    String identity = unquoted(TagList.compact(written));
    int at = identity.lastIndexOf('@');
    String host = DomainName.normal(utf8(identity.substring(at + 1)));
    if (at < 0 || !DomainName.isWithin(host, domain)) {
      throw new SyntaxErrorException("i= is not within d=");
    }
    return identity.substring(0, at + 1) + host;
  }

  /** Takes back the form dkim-quoted-printable (RFC 6376 2.11). */
  private static String unquoted(String text) {
    return HEX.matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }

  /** RFC 6376 3.5: q= is a list, of which one method at least must be known. */
  private static void askedInDns(TagList tags) throws SyntaxErrorException {
    String[] methods = TagList.compact(tags.get("q", "dns/txt")).split(":", -1);
    for (String method : methods) {
      if (method.equalsIgnoreCase("dns/txt") || method.equalsIgnoreCase("dns")) {
        return;
      }
    }
    throw new SyntaxErrorException("unknown query method");
  }

  private static List<String> names(TagList tags, Kind kind) throws SyntaxErrorException {
    String[] words = tags.requireCompact("h").toLowerCase(Locale.ROOT).split(":", MOST_NAMES + 1);
    if (words.length > MOST_NAMES) {
      throw new SyntaxErrorException("too many names in h=");
    }
    List<String> names = new ArrayList<>(List.of(words));
    names.removeIf(String::isEmpty); // which signs nothing
    if (!names.contains("from")) {
      throw new SyntaxErrorException("From is not signed");
    }
    if (kind == Kind.ARC && names.contains("arc-seal")) {
      throw new SyntaxErrorException("ARC-Seal is signed"); // RFC 8617 4.1.2
    }
    return names;
  }

  /** The octets of a base64 value. */
  public static byte[] base64(TagList tags, String name) throws SyntaxErrorException {
    String text = tags.requireCompact(name);
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new SyntaxErrorException(name + "= is no base64");
    }
  }

  /** What is signed besides the body: the chosen fields, and this one without its signature. */
  public byte[] signedHeader(MessageHeader header) {
    StringBuilder out = new StringBuilder(1_024);
    for (MessageHeader.Field chosen : header.select(names)) {
      out.append(headerForm.field(chosen)).append("\r\n");
    }
    out.append(headerForm.field(field.name(), withoutSignature(field.text())));
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The field with the value of b= taken out, white space around it included (RFC 6376 3.7). */
  public static String withoutSignature(String text) {
    int at = text.indexOf(':') + 1;
    while (at < text.length()) {
      int semicolon = text.indexOf(';', at);
      int end = semicolon < 0 ? text.length() : semicolon;
      int equals = text.indexOf('=', at);
      if (equals >= 0 && equals < end && text.substring(at, equals).strip().equals("b")) {
        return text.substring(0, equals + 1) + text.substring(end);
      }
      at = end + 1;
    }
    return text;
  }

  /** Where its key is. */
  public String keyName() {
    return selector + "._domainkey." + domain;
  }
}
