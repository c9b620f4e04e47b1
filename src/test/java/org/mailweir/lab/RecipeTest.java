package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recipes say the same where they mean the same, and their README speaks of every line. */
class RecipeTest {

  @Test
  void theSmtpRecipeIsTheLmtpRecipeInTheOtherProtocol() {
    Recipe lmtp = Recipe.load("sandwich-lmtp");
    Recipe smtp = Recipe.load("sandwich-smtp");
    assertEquals(
        smtp.masterCf(),
        lmtp.masterCf().replace("LMTP", "SMTP").replaceAll("\\blmtp(?=_|\\n)", "smtp"));
    assertEquals(
        smtp.mainCf(),
        lmtp.mainCf().replace("LMTP", "SMTP").replace("mailweir:inet:", "mailweir:"));
  }

  @Test
  void theSelectiveRecipeDiffersInOneOptionOfThePortBack() {
    assertEquals(
        Recipe.load("selective-by-domain").masterCf().lines().skip(1).toList(),
        Recipe.load("sandwich-lmtp")
            .masterCf()
            .replace("no_milters\n", "no_milters,no_address_mappings\n")
            .lines()
            .skip(1)
            .toList());
  }

  @Test
  void thePortsAreSubstitutedEverywhereButInNames() {
    Recipe recipe = Recipe.load("training-addresses").withPorts(new Recipe.WiringPorts(1, 2, 3));
    String all = recipe.mainCf() + recipe.masterCf() + recipe.insideMail();
    assertTrue(all.contains("mailweir:inet:[127.0.0.1]:1\n"));
    assertTrue(all.contains("mailweir-in:inet:[127.0.0.1]:2"));
    assertTrue(all.contains("\n127.0.0.1:3 "));
    assertFalse(Pattern.compile("(?<!postfix/)\\b1002[0-9]\\b").matcher(all).find());
    assertTrue(all.contains("syslog_name=postfix/10025"));
  }

  @Test
  void thePortsThatSmuggleOrRelayAreBoundToLoopback() {
    for (String name : List.of("sandwich-lmtp", "sandwich-smtp", "selective-by-domain")) {
      assertTrue(Recipe.load(name).masterCf().contains("\n127.0.0.1:10025 "), name);
    }
  }

  @Test
  void theReadmeOfTheMainRecipeExplainsEveryParameter() throws IOException {
    Recipe recipe = Recipe.load("sandwich-lmtp");
    String readme =
        Files.readString(Recipe.EXAMPLES.resolve("sandwich-lmtp/README.md"))
            .replaceAll("(?s)```.*?```", "");
    Pattern option = Pattern.compile("(?m)^    -o (\\w+)=");
    Pattern parameter = Pattern.compile("(?m)^([\\w-]+) =");
    List<String> missing =
        Stream.concat(
                option.matcher(recipe.masterCf()).results(),
                parameter.matcher(recipe.mainCf()).results())
            .map(r -> r.group(1))
            .filter(name -> !isExplained(name, readme))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** By its name, or by the part behind or before the dots: {@code …_recipient_limit}. */
  private static boolean isExplained(String name, String readme) {
    Matcher quoted = Pattern.compile("`([^`]+)`").matcher(readme);
    return readme.contains(name)
        || quoted.results().map(r -> r.group(1)).anyMatch(q -> abbreviates(q, name));
  }

  private static boolean abbreviates(String quoted, String name) {
    String pattern = quoted.replaceFirst("\\s*=.*", "");
    return pattern.contains("…")
        && Pattern.matches(
            Stream.of(pattern.split("…", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow(),
            name);
  }

  @Test
  void everyFolderOfTheExamplesIsComplete() throws IOException {
    try (Stream<Path> folders = Files.list(Recipe.EXAMPLES).filter(Files::isDirectory)) {
      folders.forEach(
          f ->
              List.of("main.cf", "master.cf", "README.md")
                  .forEach(name -> assertTrue(Files.exists(f.resolve(name)), f + "/" + name)));
    }
  }
}
