package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SpamAssassin's rules are found where its packages and sa-update put them. */
class StockRulesTest {

  @TempDir private Path root;

  @BeforeEach
  void install() throws IOException {
    write("share/10_a.cf", "ifplugin Mail::SpamAssassin::Plugin::FreeMail\nbody A /x/\nendif");
    write("share/20_b.cf", "body B /x/\nscore B 1");
    write("etc/init.pre", "loadplugin Mail::SpamAssassin::Plugin::FreeMail");
    write("etc/local.cf", "score B 2\nbody L /x/");
    write("own/own.cf", "body O /x/");
    write("own/mine.cf", "score B 3");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private RuleSet load(RuleSource set) throws RuleFilesException {
    RulesSettings d = RulesSettings.DEFAULT;
    RulesSettings settings =
        new RulesSettings(
            set,
            List.of("own.cf"),
            List.of("mine.cf"),
            List.of(root.resolve("var"), root.resolve("share")),
            List.of(root.resolve("none"), root.resolve("etc")),
            d.stepsPerMatch(),
            d.stepsPerMessage(),
            d.scoreSet());
    return RuleSet.load(settings, root.resolve("own"));
  }

  @Test
  void whatIsInstalledIsTakenWithTheSettingsOfTheSite() throws Exception {
    RuleSet rules = load(RuleSource.AUTO);
    assertEquals("[A, B, L]", rules.names().toString());
    assertEquals(3.0, rules.pointsOf("B", 0), "local files come last");
    assertTrue(rules.origin().contains(root.resolve("share").toString()), rules.origin());
  }

  @Test
  void theNewestUpdateReplacesWhatThePackageBrought() throws Exception {
    write("var/3.004006/updates.cf", "body OLD /x/");
    write("var/4.000001/updates.cf", "include updates/1.cf");
    write("var/4.000001/updates/1.cf", "body NEW /x/");
    write("var/4.000002/empty.txt", "");
    assertEquals("[L, NEW]", load(RuleSource.AUTO).names().toString());
  }

  @Test
  void ourOwnAreTakenWhenAskedForOrWhenThereAreNoOthers() throws Exception {
    assertEquals("[O]", load(RuleSource.OWN).names().toString());
    Files.delete(root.resolve("share/10_a.cf"));
    Files.delete(root.resolve("share/20_b.cf"));
    assertEquals("[O]", load(RuleSource.AUTO).names().toString());
    RuleFilesException refusal =
        assertThrows(RuleFilesException.class, () -> load(RuleSource.SPAMASSASSIN));
    assertTrue(refusal.problems().getFirst().contains("finds no rules"), refusal::getMessage);
  }
}
