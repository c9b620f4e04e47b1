package org.mailweir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of imports. A line that changes here is a design decision. */
class ArchitectureTest {

  /** Package: what of ours it may import. Names are below org.mailweir. */
  private static final String TABLE =
      """
      settings          :
      mail              :
      concurrent        :
      safeio            :
      metrics           :
      metrics.prometheus : metrics
      control           : settings
      net               :
      peer              : concurrent metrics net
      parse             : mail settings
      relay             : mail parse settings
      dns               : concurrent metrics settings
      domain            : settings
      check             : concurrent mail metrics parse settings
      check.attachments : check check.attachments.archive concurrent mail parse settings
      check.attachments.archive : concurrent
      check.auth        : check check.auth.arc check.auth.dkim check.auth.dmarc check.auth.spf check.auth.text concurrent dns domain mail parse relay settings
      check.auth.arc    : check.auth.dkim check.auth.text concurrent dns
      check.auth.dkim   : check.auth.text concurrent dns
      check.auth.dmarc  : check.auth.text concurrent dns domain
      check.auth.spf    : check.auth.text concurrent dns mail
      check.auth.text   :
      check.bayes       : check parse settings
      check.dnsbl       : check concurrent dns domain mail metrics parse relay settings
      check.form        : check mail parse
      check.rules       : check check.rules.eval check.rules.language check.rules.pattern check.rules.text check.rules.uri mail parse relay settings
      check.rules.language : check.rules.pattern
      check.rules.uri   : check.rules.pattern check.rules.text
      check.rules.pattern :
      check.rules.text  : relay
      check.rules.eval  : check.rules.pattern check.rules.text check.rules.uri relay
      check.spamd       : check concurrent mail metrics peer settings
      check.virus       : check mail metrics peer settings
      decide            : check mail settings
      allowed           : decide mail safeio
      history           : metrics safeio settings sqlite
      store             :
      sqlite            :
      store.embedded    : safeio sqlite store
      learn             : check check.bayes decide learn.foreign mail metrics parse settings store
      learn.auto        : check check.bayes check.rules decide learn mail metrics parse settings store
      learn.foreign     : check.bayes parse store
      learn.forward     : mail parse
      learn.inbox       : check.bayes concurrent learn learn.forward learn.recent mail metrics net parse reinject settings
      learn.spamd       : check.spamd learn mail metrics peer
      learn.recent      : check.bayes learn learn.forward mail metrics parse safeio settings
      quarantine        : check mail safeio settings
      quarantine.index  : check mail quarantine sqlite
      reinject          : concurrent mail metrics net settings
      act               : check concurrent decide mail metrics quarantine reinject safeio
      pipeline          : act check concurrent decide history learn.inbox mail metrics parse reinject safeio settings
      receive           : act concurrent mail metrics net pipeline reinject safeio settings
      review            : allowed check.bayes concurrent decide history learn learn.recent mail parse quarantine quarantine.index reinject
      evaluate          : check.bayes concurrent mail parse
      config            : check check.attachments check.auth check.bayes check.dnsbl check.rules check.rules.language check.spamd check.virus control decide digest dns domain history learn learn.auto learn.inbox learn.recent net parse peer pipeline quarantine receive reinject relay settings web
      digest            : history mail metrics quarantine reinject safeio settings
      doctor            :
      doctor.postfix    :
      doctor.wiring     : check config doctor doctor.postfix net receive reinject
      doctor.live       : check check.attachments check.auth check.bayes check.dnsbl check.spamd check.virus concurrent config digest dns doctor history learn learn.recent mail metrics net quarantine receive reinject settings web
      app               : *
      cli               : allowed app check check.bayes check.dnsbl check.rules check.rules.language concurrent config control decide digest doctor doctor.live doctor.postfix doctor.wiring evaluate explain learn learn.foreign mail metrics net parse pipeline quarantine review store web web.users
      web               : net settings web.users
      web.monitor       : web
      web.figures       : history metrics web
      web.lately        : check.bayes history learn review web web.users
      web.lessons       : learn store web web.users
      web.digest        : check.bayes digest history learn mail quarantine review web
      web.users         : mail safeio
      web.held          : check check.bayes decide explain learn mail parse quarantine quarantine.index review web web.users
      explain           : check check.bayes decide parse
      """;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.mailweir");

  @Test
  void everyPackageImportsOnlyWhatTheTableAllows() {
    Map<String, Set<String>> allowed = table();
    Map<String, Set<String>> surplus = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String from = shortName(type);
      Set<String> mine = allowed.getOrDefault(from, Set.of());
      type.getDirectDependenciesFromSelf().stream()
          .map(d -> d.getTargetClass().getBaseComponentType())
          .filter(t -> t.getPackageName().startsWith("org.mailweir"))
          .map(ArchitectureTest::shortName)
          .filter(to -> !to.equals(from) && !mine.contains(to) && !mine.contains("*"))
          .forEach(to -> surplus.computeIfAbsent(from, f -> new TreeSet<>()).add(to));
    }
    assertEquals(Map.of(), surplus, "imports that the table does not allow");
  }

  @Test
  void theTableNamesExactlyThePackagesThatExist() {
    Set<String> existing =
        CLASSES.stream().map(ArchitectureTest::shortName).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(existing), new TreeSet<>(table().keySet()));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.mailweir.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void subEthaMime4jSqliteAndDnsjavaHaveOneHomeEach() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mailweir.receive..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.subethamail..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mailweir.parse..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.james..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.mailweir.sqlite..",
            "org.mailweir.store.embedded..",
            "org.mailweir.quarantine.index..",
            "org.mailweir.history..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.sqlite..", "java.sql..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mailweir.dns..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.xbill..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mailweir.metrics.prometheus..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.prometheus..")
        .check(CLASSES);
  }

  private static Map<String, Set<String>> table() {
    return TABLE
        .lines()
        .map(line -> line.split(":", 2))
        .collect(
            Collectors.toMap(
                line -> line[0].strip(),
                line ->
                    Arrays.stream(line[1].strip().split(" "))
                        .filter(w -> !w.isEmpty())
                        .collect(Collectors.toSet())));
  }

  private static String shortName(JavaClass type) {
    return type.getPackageName().replaceFirst("^org\\.mailweir\\.?", "");
  }
}
