package org.mailweir.check.auth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.auth.text.SyntaxErrorException;

/** Reads a record; one error anywhere spoils it (RFC 7208 4.6). */
final class RecordReader {

  private static final String VERSION = "v=spf1";
  private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.*)");
  private static final Pattern DIRECTIVE =
      Pattern.compile("([+?~-]?)([A-Za-z][A-Za-z0-9._-]*)([:/].*)?");
  private static final Pattern DUAL =
      Pattern.compile("(?::(?<domain>.*?))?(?:/(?<four>\\d*))?(?://(?<six>\\d*))?");

  /** Longer ones do not fit into what DNS can say about the limits on lookups. */
  private static final int LONGEST = 16_384;

  private final List<SpfRecord.Directive> directives = new ArrayList<>();
  private @Nullable MacroText redirect;
  private @Nullable MacroText explanation;

  private RecordReader() {}

  /** Whether a text is such a record, and no other (RFC 7208 4.5). */
  static boolean isRecord(String text) {
    return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
        && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
  }

  static SpfRecord read(String text) throws SyntaxErrorException {
    if (text.length() > LONGEST) {
      throw new SyntaxErrorException("record is too long");
    }
    RecordReader reader = new RecordReader();
    for (String term : text.substring(VERSION.length()).split(" +")) {
      if (!term.isEmpty()) {
        reader.term(term);
      }
    }
    return new SpfRecord(reader.directives, reader.redirect, reader.explanation);
  }

  private void term(String term) throws SyntaxErrorException {
    Matcher modifier = MODIFIER.matcher(term);
    Matcher directive = DIRECTIVE.matcher(term);
    if (modifier.matches()) {
      modifier(modifier.group(1).toLowerCase(Locale.ROOT), modifier.group(2));
    } else if (directive.matches()) {
      String argument = directive.group(3);
      Mechanism mechanism =
          mechanism(directive.group(2).toLowerCase(Locale.ROOT), argument == null ? "" : argument);
      directives.add(new SpfRecord.Directive(result(directive.group(1)), mechanism));
    } else {
      throw new SyntaxErrorException("malformed term");
    }
  }

  private void modifier(String name, String value) throws SyntaxErrorException {
    switch (name) {
      case "redirect" -> redirect = once(redirect, value);
      case "exp" -> explanation = once(explanation, value);
      default -> MacroText.read(value, false); // RFC 7208 6: ignored, but well-formed
    }
  }

  private static MacroText once(@Nullable MacroText before, String value)
      throws SyntaxErrorException {
    if (before != null) {
      throw new SyntaxErrorException("modifier occurs twice");
    }
    return MacroText.domain(value);
  }

  private static SpfResult result(String qualifier) {
    return switch (qualifier) {
      case "-" -> SpfResult.FAIL;
      case "~" -> SpfResult.SOFTFAIL;
      case "?" -> SpfResult.NEUTRAL;
      default -> SpfResult.PASS;
    };
  }

  private static Mechanism mechanism(String name, String argument) throws SyntaxErrorException {
    return switch (name) {
      case "all" -> all(argument);
      case "include" -> new Mechanism.Include(MacroText.domain(after(argument)));
      case "exists" -> new Mechanism.Exists(MacroText.domain(after(argument)));
      case "ip4" -> new Mechanism.Ip(IpBlock.v4(after(argument)));
      case "ip6" -> new Mechanism.Ip(IpBlock.v6(after(argument)));
      case "ptr" ->
          new Mechanism.Pointer(argument.isEmpty() ? null : MacroText.domain(after(argument)));
      case "a", "mx" -> addresses(name.equals("a"), argument);
      default -> throw new SyntaxErrorException("unknown mechanism");
    };
  }

  private static Mechanism all(String argument) throws SyntaxErrorException {
    if (!argument.isEmpty()) {
      throw new SyntaxErrorException("malformed all");
    }
    return new Mechanism.All();
  }

  /** What follows the colon. */
  private static String after(String argument) throws SyntaxErrorException {
    if (!argument.startsWith(":")) {
      throw new SyntaxErrorException("malformed mechanism");
    }
    return argument.substring(1);
  }

  private static Mechanism addresses(boolean host, String argument) throws SyntaxErrorException {
    Matcher dual = DUAL.matcher(argument);
    if (!dual.matches()) {
      throw new SyntaxErrorException("malformed mechanism");
    }
    String name = dual.group("domain");
    MacroText domain = name == null ? null : MacroText.domain(name);
    int four = bits(dual.group("four"), 32);
    int six = bits(dual.group("six"), 128);
    return host
        ? new Mechanism.Host(domain, four, six)
        : new Mechanism.Exchangers(domain, four, six);
  }

  private static int bits(@Nullable String digits, int most) throws SyntaxErrorException {
    return digits == null ? most : IpBlock.prefix(digits, most);
  }
}
