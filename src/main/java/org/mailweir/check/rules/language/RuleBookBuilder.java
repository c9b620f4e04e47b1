package org.mailweir.check.rules.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.language.RuleEntry.Shortcut;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * Takes in directives and puts together what they say. The last line about a thing wins, so that a
 * local file overrides the stock; a line that is wrong becomes a problem and changes nothing.
 */
public final class RuleBookBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,127}");
  private static final int SHORTCUT_PRIORITY = -200;
  private static final int CAPTURE_PRIORITY = -10_000;

  private record Defined(Location where, String line, Definition definition) {}

  private record Scored(Location where, Scores scores) {}

  private final Features features;
  private final RuleReader reader;
  private final Map<String, Defined> definitions = new LinkedHashMap<>();
  private final Map<String, List<Location>> overridden = new HashMap<>();
  private final Map<String, Scored> scores = new HashMap<>();
  private final Map<String, String> descriptions = new HashMap<>();
  private final Map<String, RuleFlags> flags = new HashMap<>();
  private final Map<String, Integer> priorities = new HashMap<>();
  private final Map<String, Shortcut> shortcuts = new HashMap<>();
  private final TagReplacement tags = new TagReplacement();
  private final Set<String> tagged = new HashSet<>();
  private final Settings settings = new Settings();
  private final List<RuleProblem> problems = new ArrayList<>();

  /**
   * @param network whether rules that ask the network count, as in two of the score sets
   * @param files where included files come from
   */
  public RuleBookBuilder(boolean network, FileSource files) {
    this.features = new Features(!network);
    this.reader = new RuleReader(this, files);
  }

  /** Takes every plugin that is known as loaded: for rule sets without {@code loadplugin} lines. */
  public RuleBookBuilder withAllPlugins() {
    features.loadAll();
    return this;
  }

  /**
   * Reads a file.
   *
   * @param octets one char each
   */
  public void addFile(String name, String octets) {
    reader.read(name, octets);
  }

  Features features() {
    return features;
  }

  void problem(Directive at, String what, String remedy) {
    problems.add(new RuleProblem(at.where(), what, remedy));
  }

  void take(Directive directive) throws RuleSyntaxException {
    switch (directive.word()) {
      case "header",
          "body",
          "rawbody",
          "uri",
          "full",
          "mimeheader",
          "meta",
          "uri_detail",
          "askdns" ->
          define(directive);
      case "score" -> score(directive);
      case "describe" -> descriptions.put(nameOf(directive), directive.value());
      case "tflags" -> flags.put(nameOf(directive), RuleFlags.parse(directive.value()));
      case "priority" -> priorities.put(nameOf(directive), Numbers.whole(directive.value()));
      case "shortcircuit" -> shortcut(directive);
      case "replace_tag", "replace_pre", "replace_inter", "replace_post" ->
          tags.put(directive.word(), directive.name(), directive.value());
      case "replace_rules" -> tagged.addAll(List.of(directive.rest().split("\\s+")));
      case "loadplugin", "tryplugin" -> plugin(directive);
      case "enable_compat" -> features.enable(directive.name());
      default -> settings.take(directive);
    }
  }

  private void plugin(Directive directive) {
    if (!features.load(directive.name())) {
      settings.note(
          directive,
          SettingNote.Fate.SKIPPED,
          "code is never loaded from rule files, and this plugin's rules are not known here;"
              + " blocks under \"ifplugin "
              + directive.name()
              + "\" are left out");
    }
  }

  private static String nameOf(Directive directive) throws RuleSyntaxException {
    if (!NAME.matcher(directive.name()).matches()) {
      throw new RuleSyntaxException(
          "\"" + directive.name() + "\" is no rule name", "use letters, digits and underscores");
    }
    return directive.name();
  }

  private void define(Directive directive) throws RuleSyntaxException {
    String name = nameOf(directive);
    Definition definition = DefinitionReader.read(directive.word(), directive.value());
    String line = directive.word() + " " + directive.rest();
    Defined before = definitions.put(name, new Defined(directive.where(), line, definition));
    if (before != null) {
      overridden.computeIfAbsent(name, n -> new ArrayList<>()).add(before.where());
    }
  }

  private void score(Directive directive) throws RuleSyntaxException {
    String name = nameOf(directive);
    Scored before = scores.get(name);
    Scores now = Scores.parse(directive.value(), before == null ? null : before.scores());
    scores.put(name, new Scored(directive.where(), now));
  }

  private void shortcut(Directive directive) throws RuleSyntaxException {
    String name = nameOf(directive);
    switch (directive.value()) {
      case "off" -> shortcuts.remove(name);
      case "on" -> shortcuts.put(name, Shortcut.ON);
      case "spam" -> shortcuts.put(name, Shortcut.SPAM);
      case "ham" -> shortcuts.put(name, Shortcut.HAM);
      default ->
          throw new RuleSyntaxException(
              "\"" + directive.value() + "\" is no way to end the check",
              "write on, off, spam or ham");
    }
  }

  /** What was read so far, with tags in patterns replaced. */
  public RuleBook build() {
    List<RuleEntry> rules = new ArrayList<>();
    definitions.forEach((name, defined) -> rules.add(entry(name, defined)));
    Map<String, Scores> points = new HashMap<>();
    scores.forEach((name, scored) -> points.put(name, scored.scores()));
    return new RuleBook(
        rules, points, settings.lines(), settings.redirectors(), problems, settings.notes());
  }

  private RuleEntry entry(String name, Defined defined) {
    RuleFlags flagsOfRule = flags.getOrDefault(name, RuleFlags.NONE);
    Scored scored = scores.get(name);
    Definition definition =
        tagged.contains(name)
            ? Patterns.replace(defined.definition(), tags::replace)
            : defined.definition();
    return new RuleEntry(
        name,
        defined.where(),
        defined.line(),
        definition,
        scored == null ? unscored(name, flagsOfRule) : scored.scores(),
        scored == null ? null : scored.where(),
        descriptions.getOrDefault(name, name),
        flagsOfRule,
        priority(name, definition),
        shortcuts.get(name),
        overridden.getOrDefault(name, List.of()));
  }

  private static Scores unscored(String name, RuleFlags flags) {
    double points = name.startsWith("T_") ? 0.01 : 1;
    return Scores.all(flags.nice() ? -points : points);
  }

  /** Rules that end the check, and those that others take words from, come first. */
  private int priority(String name, Definition definition) {
    @Nullable Integer given = priorities.get(name);
    if (Patterns.takesNames(definition)) {
      return CAPTURE_PRIORITY;
    }
    if (given != null && given != 0) {
      return given;
    }
    return shortcuts.get(name) == null ? 0 : SHORTCUT_PRIORITY;
  }
}
