package org.mailweir.check.rules.language;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * Goes through rule files line by line and hands on the directives that hold: those that no
 * condition leaves out, for the language that descriptions are read in, files that {@code include}
 * names in their place.
 *
 * <p>Includes end after {@value #MOST_FILES} files, {@value #DEEPEST} deep, and where a file
 * includes itself.
 */
final class RuleReader {

  private static final int MOST_FILES = 2_000;
  private static final int DEEPEST = 20;

  /** Descriptions are read in English, as all that Mailweir says is. */
  private static final String LANGUAGE = "en_us";

  private final RuleBookBuilder book;
  private final FileSource files;
  private final Deque<String> open = new ArrayDeque<>();
  private int count;

  RuleReader(RuleBookBuilder book, FileSource files) {
    this.book = book;
    this.files = files;
  }

  /** One file, or one block under a condition within it. */
  private static final class Blocks {
    private record Block(Directive opened, boolean skippedBefore) {}

    private final Deque<Block> blocks = new ArrayDeque<>();
    private boolean skipped;

    void open(Directive directive, boolean holds) {
      blocks.push(new Block(directive, skipped));
      skipped |= !holds;
    }

    void turn() {
      skipped = blocks.peek() != null && blocks.peek().skippedBefore() || !skipped;
    }

    boolean close() {
      Block last = blocks.poll();
      skipped = last == null ? skipped : last.skippedBefore();
      return last != null;
    }
  }

  /**
   * Reads a text.
   *
   * @param name the file's name; what it includes is looked for beside it
   * @param octets one char each
   */
  void read(String name, String octets) {
    open.push(name);
    Blocks blocks = new Blocks();
    for (Directive directive : RuleFile.read(name, octets)) {
      step(directive, blocks);
    }
    Blocks.Block unclosed = blocks.blocks.peek();
    if (unclosed != null) {
      book.problem(unclosed.opened(), "this block has no endif", "close it");
    }
    open.pop();
  }

  private void step(Directive directive, Blocks blocks) {
    try {
      switch (directive.word()) {
        case "if" -> blocks.open(directive, holds(directive, directive.rest(), blocks));
        case "ifplugin" ->
            blocks.open(directive, holds(directive, "plugin(" + directive.name() + ")", blocks));
        case "else" -> turn(directive, blocks);
        case "endif" -> close(directive, blocks);
        case "lang" -> translated(directive, blocks);
        default -> plain(directive, blocks);
      }
    } catch (RuleSyntaxException e) {
      book.problem(directive, e.what(), e.remedy());
    }
  }

  /** A condition that cannot be understood does not hold, as in SpamAssassin. */
  private boolean holds(Directive directive, String condition, Blocks blocks) {
    try {
      return !blocks.skipped && IfExpression.isTrue(condition, book.features());
    } catch (RuleSyntaxException e) {
      book.problem(directive, e.what(), e.remedy());
      return false;
    }
  }

  private static void turn(Directive directive, Blocks blocks) throws RuleSyntaxException {
    if (blocks.blocks.isEmpty()) {
      throw new RuleSyntaxException("this else has no if", "remove it or write the if");
    }
    blocks.turn();
  }

  private static void close(Directive directive, Blocks blocks) throws RuleSyntaxException {
    if (!blocks.close()) {
      throw new RuleSyntaxException("this endif has no if", "remove it or write the if");
    }
  }

  private void translated(Directive directive, Blocks blocks) {
    boolean mine = LANGUAGE.startsWith(directive.name().toLowerCase(Locale.ROOT));
    if (mine && !directive.value().isEmpty()) {
      step(RuleFile.directive(directive.where(), directive.value()), blocks);
    }
  }

  private void plain(Directive directive, Blocks blocks) throws RuleSyntaxException {
    if (blocks.skipped) {
      return;
    }
    switch (directive.word()) {
      case "include" -> include(directive);
      case "require_version" -> blocks.skipped = isForAnother(directive);
      default -> book.take(directive);
    }
  }

  private boolean isForAnother(Directive directive) {
    String version = directive.rest();
    boolean mine = version.equals("@@VERSION@@") || version.equals(Features.VERSION_TEXT);
    if (!mine) {
      book.problem(
          directive,
          "the rest of the file is left out, for it is made for version " + version,
          "take rules for version " + Features.VERSION_TEXT);
    }
    return !mine;
  }

  private void include(Directive directive) throws RuleSyntaxException {
    Path here = Path.of(directive.where().file());
    String name = here.resolveSibling(directive.rest()).normalize().toString();
    if (open.contains(name)) {
      throw new RuleSyntaxException(name + " includes itself", "remove the line");
    }
    if (open.size() >= DEEPEST || ++count > MOST_FILES) {
      throw new RuleSyntaxException("too many files are included", "include fewer");
    }
    read(name, files.read(name));
  }
}
