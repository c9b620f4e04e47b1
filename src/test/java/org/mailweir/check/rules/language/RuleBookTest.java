package org.mailweir.check.rules.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.rules.language.SettingNote.Fate;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** What files say, as SpamAssassin 4.0.1 understands it. */
class RuleBookTest {

  private static RuleBook book(String text) {
    return book(text, Map.of());
  }

  private static RuleBook book(String text, Map<String, String> files) {
    FileSource source =
        name -> {
          String found = files.get(name);
          if (found == null) {
            throw new RuleSyntaxException(name + " is missing", "write it");
          }
          return found;
        };
    RuleBookBuilder builder = new RuleBookBuilder(false, source);
    builder.addFile("/rules/local.cf", text);
    return builder.build();
  }

  private static String names(RuleBook book) {
    return book.rules().stream().map(RuleEntry::name).collect(Collectors.joining(" "));
  }

  private static RuleEntry only(String text) {
    RuleBook book = book(text);
    assertEquals(List.of(), book.problems());
    return book.rules().getFirst();
  }

  /** Conditions that hold define A, others B. */
  @ParameterizedTest
  @CsvSource({
    "(version >= 4.000000), A",
    "version < 4.0, B",
    "!(version >= 3.004002), B",
    "plugin(Mail::SpamAssassin::Plugin::MIMEHeader), B",
    "!plugin(Mail::SpamAssassin::Plugin::MIMEHeader), A",
    "plugin ( Mail::SpamAssassin::Plugin::FreeMail ), A",
    "can(Mail::SpamAssassin::Conf::feature_bug6558_free), A",
    "has(Mail::SpamAssassin::Conf::feature_nonsense), B",
    "can(Mail::SpamAssassin::Conf::compat_welcomelist_blocklist), A",
    "can(Mail::SpamAssassin::Plugin::BodyEval::has_check_body_length), B",
    "local_tests_only, A",
    "(version >= 4) && !local_tests_only, B",
    "local_tests_only && (version == 1 || 2 > 1), A",
    "perl_version >= 5.010000, A",
    "0, B",
  })
  void conditions(String condition, String expected) {
    String text =
        """
        loadplugin Mail::SpamAssassin::Plugin::FreeMail
        enable_compat welcomelist_blocklist
        if %s
        body A /x/
        else
        body B /x/
        endif
        """;
    RuleBook book = book(text.formatted(condition));
    assertEquals(List.of(), book.problems());
    assertEquals(expected, names(book));
  }

  @Test
  void blocksWithinBlocks() {
    String text =
        """
        ifplugin Mail::SpamAssassin::Plugin::None
          if (version > 3)
            body A /x/
          else
            body B /x/
          endif
          body C /x/
        else
          if (version < 3)
            body D /x/
          else
            body E /x/
          endif
          body F /x/
        endif
        body G /x/
        """;
    assertEquals("E F G", names(book(text)));
  }

  @Test
  void anOtherVersionLeavesTheRestOfTheFileOut() {
    assertEquals("A", names(book("require_version @@VERSION@@\nbody A /x/")));
    RuleBook book = book("body A /x/\nrequire_version 3.004001\nbody B /x/");
    assertEquals("A", names(book));
    assertEquals(2, book.problems().getFirst().where().line());
  }

  @Test
  void filesAreIncludedWhereTheLineStands() {
    Map<String, String> files =
        Map.of(
            "/rules/more/a.cf", "body A /a/\ninclude b.cf\nif 1",
            "/rules/more/b.cf", "body B /b/\ninclude ../local.cf\ninclude gone.cf");
    RuleBook book = book("body A /x/\ninclude more/a.cf\nbody C /x/", files);
    assertEquals("A B C", names(book));
    assertEquals("/rules/more/a.cf:1", book.rules().getFirst().where().toString());
    assertEquals("[/rules/local.cf:1]", book.rules().getFirst().overridden().toString());
    String problems = book.problems().toString();
    assertTrue(problems.contains("/rules/more/b.cf:2: /rules/local.cf includes itself"), problems);
    assertTrue(problems.contains("/rules/more/b.cf:3: /rules/more/gone.cf is missing"), problems);
    assertTrue(problems.contains("/rules/more/a.cf:3: this block has no endif"), problems);
  }

  @Test
  void descriptionsAreReadInEnglish() {
    String text = "body A /x/\ndescribe A one\nlang de describe A eins\nlang en describe A two";
    assertEquals("two", only(text).description());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "score A 1.5§1.5 1.5 1.5 1.5",
        "score A 0 1 2 -3§0.0 1.0 2.0 -3.0",
        "score A 2\\nscore A (1)§3.0 3.0 3.0 3.0",
        "score A 1 2 3 4\\nscore A (-1) (0) (1) (0.5)§0.0 2.0 4.0 4.5",
        "tflags A nice§-1.0 -1.0 -1.0 -1.0",
      })
  void scores(String lines, String expected) {
    Scores s = only("body A /x/\n" + lines.replace("\\n", "\n")).scores();
    assertEquals(
        expected, s.plain() + " " + s.network() + " " + s.bayes() + " " + s.bayesAndNetwork());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "/a/b/i§a/b§i",
        "m{a}b}x§§",
        "m{a{2}}s§a{2}§s",
        "m'a/b'§a/b§",
        "qr/a\\/b/§a\\/b§",
        "m,a\\,b,im§a\\,b§im",
      })
  void patterns(String written, String pattern, String flags) {
    RuleBook book = book("body A " + written);
    if (pattern == null && flags == null) {
      assertEquals(
          "a}b", ((Definition.InText) book.rules().getFirst().definition()).pattern().pattern());
      return;
    }
    if (book.rules().isEmpty()) {
      assertTrue(book.problems().getFirst().what().contains("stands within"), written);
      return;
    }
    PerlLiteral literal = ((Definition.InText) book.rules().getFirst().definition()).pattern();
    assertEquals(pattern, literal.pattern());
    assertEquals(flags == null ? "" : flags, literal.flags());
  }

  @Test
  void callsWithArguments() {
    Definition.Call call =
        assertInstanceOf(
            Definition.Call.class,
            only("header A eval:check_x('a,b', 12, -3.5 , \"c'd\",word)").definition());
    assertEquals("check_x", call.function());
    assertEquals(List.of("a,b", "12", "-3.5", "c'd", "word"), call.arguments());
    assertEquals(Definition.Scope.HEADER, call.scope());
    assertEquals(
        Definition.Scope.NETWORK,
        ((Definition.Call) only("header A eval:check_rbl('zen', 'x.')").definition()).scope());
  }

  @Test
  void tagsStandForPatterns() {
    String text =
        """
        replace_tag A [a@]
        replace_tag B (?:b|<A>)
        replace_inter S \\W?
        replace_post P {1,3}
        replace_pre Q (?i)
        body X /<inter S><post P><A><B>y<A><C>/
        body Y /<pre Q>x<A>/
        body Z /<A>/
        replace_rules X Y
        """;
    Map<String, String> patterns =
        book(text).rules().stream()
            .collect(
                Collectors.toMap(
                    RuleEntry::name,
                    r -> ((Definition.InText) r.definition()).pattern().pattern()));
    assertEquals("[a@]{1,3}\\W?(?:b|[a@]){1,3}y[a@]{1,3}\\W?<C>{1,3}", patterns.get("X"));
    assertEquals("x(?i)[a@]", patterns.get("Y"));
    assertEquals("<A>", patterns.get("Z"));
  }

  @Test
  void flagsPriorityAndShortcut() {
    RuleEntry rule = only("body A /x/\ntflags A multiple maxhits=3 nosubject\nshortcircuit A spam");
    assertEquals(3, rule.flags().maxHits());
    assertTrue(rule.flags().noSubject());
    assertEquals(-200, rule.priority());
    assertEquals(RuleEntry.Shortcut.SPAM, rule.shortcut());
    assertEquals(-7, only("body A /x/\npriority A -7\nshortcircuit A on").priority());
    RuleFlags ranged = only("mimeheader A X =~ /x/\ntflags A range=2-3 concat").flags();
    assertEquals(new RuleFlags.Range(2, 3, true), ranged.parts());
  }

  /** A whole file of an administrator, and what becomes of each line. */
  @Test
  void aLocalFile() {
    String text =
        """
        required_score 6.5
        rewrite_header Subject *****SPAM*****
        report_safe 0
        trusted_networks 192.0.2/24 2001:db8::/32
        clear_trusted_networks
        trusted_networks 198.51.100.0/24
        whitelist_from *@example.com friend@example.net
        unwhitelist_from friend@example.net
        blacklist_from *@spam.example
        whitelist_from_rcvd a@example.com example.com
        unwelcomelist_from_rcvd a@example.com
        blacklist_uri_host bad.example
        enlist_uri_host (MINE) one.example two.example
        delist_uri_host (MINE) one.example
        use_bayes 1
        bayes_path /var/lib/bayes
        ok_locales en de
        skip_rbl_checks 1
        normalize_charset 1
        loadplugin Some::Plugin /usr/lib/some.pm
        no_such_word 1
        """;
    RuleBook book = book(text);
    Map<String, List<String>> settings = book.settings();
    assertEquals(List.of("198.51.100.0/24"), settings.get("trusted_networks"));
    assertEquals(List.of("*@example.com"), settings.get("welcomelist_from"));
    assertEquals(List.of("*@spam.example"), settings.get("blocklist_from"));
    assertEquals(List.of(), settings.get("welcomelist_from_rcvd"));
    assertEquals(
        List.of("(BLOCK) bad.example", "(MINE) two.example"), settings.get("enlist_uri_host"));
    assertEquals(
        "[/rules/local.cf:21: \"no_such_word\" is not known; remove the line or mend the word]",
        book.problems().toString());
    assertEquals(Fate.COUNTERPART, note(book, "required_score").fate());
    assertEquals("write [policy] tag = 6.5", note(book, "required_score").explanation());
    assertEquals(Fate.TAKEN_OVER, note(book, "whitelist_from").fate());
    assertEquals(Fate.NO_COUNTERPART, note(book, "bayes_path").fate());
    assertEquals(Fate.COUNTERPART, note(book, "skip_rbl_checks").fate());
    assertEquals(Fate.SKIPPED, note(book, "normalize_charset").fate());
    assertEquals(Fate.SKIPPED, note(book, "loadplugin").fate());
    assertEquals(20, note(book, "loadplugin").where().line());
  }

  private static SettingNote note(RuleBook book, String word) {
    return book.notes().stream().filter(n -> n.word().equals(word)).findFirst().orElseThrow();
  }

  @Test
  void redirectorsAreRead() {
    RuleBook book = book("redirector_pattern m'^https?://go\\.example/(.*)$'i");
    assertEquals("^https?://go\\.example/(.*)$", book.redirectors().getFirst().pattern());
  }
}
