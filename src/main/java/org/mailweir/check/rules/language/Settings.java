package org.mailweir.check.rules.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.check.rules.language.SettingNote.Fate;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * Lines that are no rules: those that functions and links need are kept by their word, and of each
 * it is noted what becomes of it. Words that take back what others gave do so here.
 */
final class Settings {

  private static final Map<String, String> CLEARED =
      Map.of(
          "clear_trusted_networks", "trusted_networks",
          "clear_internal_networks", "internal_networks",
          "clear_msa_networks", "msa_networks",
          "clear_originating_ip_headers", "originating_ip_headers");

  /** What takes entries back: the lines that it looks through. */
  private static final Map<String, List<String>> TAKEN_BACK =
      Map.of(
          "unwelcomelist_from", List.of("welcomelist_from"),
          "unwelcomelist_to", List.of("welcomelist_to"),
          "unblocklist_from", List.of("blocklist_from"),
          "unblocklist_to", List.of("blocklist_to"),
          "unwelcomelist_from_rcvd", List.of("welcomelist_from_rcvd", "def_welcomelist_from_rcvd"),
          "delist_uri_host", List.of("enlist_uri_host"));

  /** Words for a list of that name. */
  private static final Map<String, String> NAMED_LISTS =
      Map.of("welcomelist_uri_host", "(WELCOME) ", "blocklist_uri_host", "(BLOCK) ");

  private static final List<String> BOUNDARIES =
      List.of("util_rb_tld", "util_rb_2tld", "util_rb_3tld");

  private static final Set<String> ONE_PAIR =
      Set.of("welcomelist_from_rcvd", "def_welcomelist_from_rcvd");

  private final Map<String, List<String>> lines = new HashMap<>();
  private final List<SettingNote> notes = new ArrayList<>();
  private final List<PerlLiteral> redirectors = new ArrayList<>();

  Map<String, List<String>> lines() {
    return lines;
  }

  List<SettingNote> notes() {
    return notes;
  }

  List<PerlLiteral> redirectors() {
    return redirectors;
  }

  void note(Directive directive, Fate fate, String explanation) {
    String line = (directive.word() + " " + directive.rest()).strip();
    notes.add(new SettingNote(directive.where(), directive.word(), line, fate, explanation));
  }

  void take(Directive directive) throws RuleSyntaxException {
    String word = SettingWords.today(directive.word());
    String rest = directive.rest();
    String list = NAMED_LISTS.get(word);
    String cleared = CLEARED.get(word);
    List<String> takenBack = TAKEN_BACK.get(word);
    if (list != null) {
      add(directive, "enlist_uri_host", list + rest);
    } else if (cleared != null) {
      lines.remove(cleared);
      works(directive);
    } else if (word.equals("redirector_pattern")) {
      redirectors.add(Literals.parse(rest));
      works(directive);
    } else if (word.equals("clear_util_rb")) {
      BOUNDARIES.forEach(lines::remove);
      works(directive);
    } else if (takenBack != null) {
      takenBack.forEach(from -> takeBack(from, List.of(rest.split("\\s+"))));
      works(directive);
    } else {
      known(directive, word);
    }
  }

  private void works(Directive directive) {
    note(directive, Fate.TAKEN_OVER, "it works as in SpamAssassin");
  }

  private void known(Directive directive, String word) throws RuleSyntaxException {
    SettingWords.Meaning meaning = SettingWords.meaning(word);
    if (meaning == null) {
      throw new RuleSyntaxException(
          "\"" + directive.word() + "\" is not known", "remove the line or mend the word");
    }
    if (meaning.fate() == Fate.TAKEN_OVER) {
      if (directive.rest().isEmpty()) {
        throw new RuleSyntaxException(
            "\"" + directive.word() + "\" has no value", "write one or remove the line");
      }
      add(directive, word, directive.rest());
    } else {
      note(directive, meaning.fate(), meaning.explanation().replace("{}", directive.rest()));
    }
  }

  private void add(Directive directive, String word, String line) {
    lines.computeIfAbsent(word, w -> new ArrayList<>()).add(line);
    works(directive);
  }

  private void takeBack(String word, List<String> entries) {
    String list = entries.getFirst().startsWith("(") ? entries.getFirst() : "";
    lines
        .getOrDefault(word, new ArrayList<>())
        .replaceAll(
            line -> list.isEmpty() || line.startsWith(list) ? less(word, line, entries) : line);
    lines.getOrDefault(word, new ArrayList<>()).removeIf(String::isBlank);
  }

  private static String less(String word, String line, List<String> entries) {
    List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
    if (ONE_PAIR.contains(word)) {
      return entries.contains(words.getFirst()) ? "" : line;
    }
    String list = words.getFirst().startsWith("(") ? words.removeFirst() + " " : "";
    words.removeIf(entries::contains);
    return words.isEmpty() ? "" : list + String.join(" ", words);
  }
}
