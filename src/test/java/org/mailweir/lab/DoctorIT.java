package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.postfix.PostconfProgram;
import org.mailweir.doctor.postfix.PostfixReader;
import org.mailweir.doctor.wiring.WiringExamination;

/**
 * A wiring that works is broken in one way, and doctor names exactly that; then its remedy is
 * carried out, and doctor is content.
 */
@Execution(ExecutionMode.CONCURRENT)
class DoctorIT {

  /** BACK, SMTP and INSIDE stand for the services that have ports. */
  private static final String BREAKS =
      """
      # recipe              | what is done                                                   | what doctor says
      sandwich-lmtp         | -X content_filter                                              | no-filter mappings-off
      sandwich-lmtp         | -X content_filter receive_override_options                     | no-filter mappings-twice
      sandwich-lmtp         | -e content_filter=mailweir:inet:[127.0.0.1]:1                  | filter-port
      sandwich-lmtp         | -e content_filter=mailweir:inet:[127.0.0.1]:BACKPORT           | filter-bypassed
      sandwich-lmtp         | -e content_filter=mailweir:inet:[127.0.0.1]:INSIDEPORT         | strangers-inside
      sandwich-lmtp         | -e content_filter=scan:inet:[127.0.0.1]:OUTSIDEPORT            | no-transport
      sandwich-smtp         | -e content_filter=mailweir:inet:[127.0.0.1]:OUTSIDEPORT        | filter-form
      sandwich-smtp         | -e content_filter=mailweir:127.0.0.1:OUTSIDEPORT disable_dns_lookups=no ; -PX mailweir/unix/smtp_dns_support_level | filter-form
      sandwich-lmtp         | -F mailweir/unix/command=pipe                                  | transport-program
      sandwich-lmtp         | -e relay_transport=mailweir:inet:[127.0.0.1]:OUTSIDEPORT       | loop-transport
      sandwich-lmtp         | -P pickup/unix/receive_override_options=                       | mappings-twice
      sandwich-lmtp         | -X receive_override_options                                    | mappings-twice
      sandwich-lmtp         | -X receive_override_options ; -e always_bcc=a@example.com      | mappings-twice
      selective-by-domain   | -P BACK/receive_override_options=no_unknown_recipient_checks,no_header_body_checks,no_milters | mappings-twice
      selective-by-domain   | -e receive_override_options=no_address_mappings                | mappings-never mappings-off
      sandwich-lmtp         | -PX BACK/receive_override_options                              | mappings-never unknown-recipients-twice
      sandwich-lmtp         | -PX mailweir/unix/lmtp_fallback_relay ; -e lmtp_fallback_relay=[127.0.0.9] | fallback-relay
      sandwich-smtp         | -PX mailweir/unix/smtp_fallback_relay ; -e smtp_fallback_relay=backup.example.com | fallback-relay
      sandwich-lmtp         | -P mailweir/unix/lmtp_data_done_timeout=180s                   | done-timeout
      sandwich-lmtp         | -PX mailweir/unix/lmtp_data_done_timeout                       | done-timeout
      sandwich-lmtp         | -PX mailweir/unix/lmtp_send_xforward_command                   | no-xforward
      sandwich-lmtp         | -PX mailweir/unix/lmtp_line_length_limit                       | line-length
      sandwich-smtp         | -PX mailweir/unix/smtp_header_checks ; -e smtp_header_checks=regexp:/etc/postfix/x | feed-rewrites
      sandwich-smtp         | -PX mailweir/unix/smtp_bind_address ; -e smtp_bind_address=192.0.2.1 | bind-address
      sandwich-smtp         | -PX mailweir/unix/smtp_tls_security_level ; -e smtp_tls_security_level=encrypt | feed-tls
      sandwich-lmtp         | -e defer_transports=mailweir                                   | transport-deferred
      sandwich-lmtp         | -X mailweir_destination_recipient_limit                        | recipient-limit
      sandwich-lmtp         | -e mailweir_destination_recipient_limit=20                     | recipient-limit
      sandwich-lmtp         | -X mailweir_destination_concurrency_failed_cohort_limit        | cohort-limit
      sandwich-lmtp         | -X mailweir_destination_concurrency_negative_feedback          | negative-feedback
      sandwich-lmtp         | -e mailweir_destination_concurrency_limit=1                    | one-at-a-time
      sandwich-lmtp         | -F mailweir/unix/process_limit=-                               | maxproc-beyond-capacity
      sandwich-lmtp         | -F mailweir/unix/process_limit=0                               | maxproc-beyond-capacity
      sandwich-lmtp         | -F mailweir/unix/process_limit=3000                            | maxproc-beyond-capacity too-few-connections
      sandwich-lmtp         | -MX BACK                                                       | no-return
      sandwich-lmtp         | -PX BACK/content_filter                                        | loop
      sandwich-lmtp         | -P BACK/content_filter=other:[127.0.0.1]:1                     | loop
      selective-by-domain   | -PX BACK/smtpd_recipient_restrictions                          | loop-table return-restrictions
      sandwich-lmtp         | -PX BACK/smtpd_proxy_filter ; -P BACK/smtpd_proxy_filter=127.0.0.1:OUTSIDEPORT | return-proxy-filter
      sandwich-lmtp         | -e smtpd_milters=inet:127.0.0.1:8891 ; -PX BACK/smtpd_milters ; -P BACK/receive_override_options=no_unknown_recipient_checks,no_header_body_checks | milters-twice
      sandwich-lmtp         | -e header_checks=regexp:/etc/postfix/x ; -P BACK/receive_override_options=no_unknown_recipient_checks,no_milters | header-checks-twice
      sandwich-lmtp         | -P BACK/receive_override_options=no_header_body_checks,no_milters | unknown-recipients-twice
      sandwich-lmtp         | -PX BACK/smtpd_authorized_xforward_hosts                       | xforward-refused
      sandwich-lmtp         | -P BACK/smtpd_discard_ehlo_keywords=dsn,xforward               | return-keywords
      sandwich-lmtp         | -P BACK/smtputf8_enable=no                                     | return-smtputf8
      sandwich-lmtp         | -P BACK/smtpd_tls_security_level=encrypt                       | return-tls
      sandwich-lmtp         | -PX BACK/smtpd_forbid_bare_newline_exclusions                  | return-bare-newline
      sandwich-lmtp         | -P BACK/smtpd_forbid_bare_newline=no                           | return-bare-newline
      sandwich-lmtp         | -X smtpd_forbid_bare_newline                                   | bare-newline
      sandwich-lmtp         | -P SMTP/smtpd_forbid_bare_newline=no                           | bare-newline
      sandwich-lmtp         | -P BACK/mynetworks=192.0.2.0/24                                | return-refuses
      sandwich-lmtp         | -PX BACK/smtpd_client_restrictions ; -e smtpd_client_restrictions=reject_unknown_client_hostname | return-restrictions
      sandwich-lmtp         | -P BACK/smtpd_relay_restrictions= BACK/smtpd_recipient_restrictions= | return-relay
      sandwich-lmtp         | -PX BACK/smtpd_hard_error_limit                                | error-limit
      sandwich-lmtp         | -PX BACK/smtpd_client_connection_count_limit ; -e smtpd_client_connection_count_limit=10 smtpd_client_event_limit_exceptions=192.0.2.1 | client-limit
      sandwich-lmtp         | -PX BACK/message_size_limit                                    | return-size
      sandwich-lmtp         | -PX BACK/cleanup_service_name                                  | cleanup-size
      sandwich-lmtp         | -MX cleanup-mailweir/unix                                      | no-cleanup
      sandwich-lmtp         | -P cleanup-mailweir/unix/message_size_limit=10240000           | cleanup-size
      sandwich-lmtp         | -PX cleanup-mailweir/unix/hopcount_limit                       | cleanup-hops
      sandwich-lmtp         | -P BACK/smtpd_recipient_limit=100                              | return-recipients
      sandwich-lmtp         | -F BACK/process_limit=5                                        | return-processes
      sandwich-lmtp         | -e inet_protocols=ipv6                                         | protocols
      sandwich-lmtp         | -e master_service_disable=BACK                                 | service-disabled
      """;

  private static final String RECIPES =
      "sandwich-lmtp sandwich-smtp selective-by-domain training-addresses";

  private Workshop workshop;

  @BeforeEach
  void needsPostfix() {
    RealPostfix.require();
    workshop = Workshop.open("doctor");
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  /** A recipe on a Postfix that is configured, and a Mailweir that is configured for it. */
  private record Installation(Path folder, Recipe.WiringPorts ports, Path mailweir) {

    static Installation of(Workshop workshop, String recipe) throws IOException {
      Recipe.WiringPorts ports = Recipe.WiringPorts.free();
      Recipe wiring = Recipe.load(recipe);
      PrivatePostfix postfix =
          PrivatePostfix.configured(workshop, wiring, ports, Ports.free(), Map.of());
      Path mailweir = workshop.folder("mailweir-" + ports.outside()).resolve("mailweir.toml");
      MailweirConfig.of(ports, wiring.mailweir()).write(mailweir, mailweir.getParent());
      return new Installation(postfix.configuration(), ports, mailweir);
    }

    /** A copy of Postfix' folder, to be broken. */
    Installation copy(Path to) throws IOException {
      Files.createDirectories(to);
      for (String file : List.of("main.cf", "master.cf")) {
        Files.copy(folder.resolve(file), to.resolve(file));
      }
      return new Installation(to, ports, mailweir);
    }

    String filledIn(String text) throws IOException {
      String smtp =
          Files.readAllLines(folder.resolve("master.cf")).stream()
              .filter(l -> l.matches("127.0.0.1:\\d+ +inet .*smtpd"))
              .findFirst()
              .orElseThrow()
              .replaceFirst(" .*", "/inet");
      return text.replace("OUTSIDEPORT", Integer.toString(ports.outside()))
          .replace("INSIDEPORT", Integer.toString(ports.inside()))
          .replace("BACKPORT", Integer.toString(ports.reinjection()))
          .replace("BACK", "127.0.0.1:" + ports.reinjection() + "/inet")
          .replace("SMTP", smtp);
    }

    void postconf(String arguments) throws IOException {
      List<String> command =
          new ArrayList<>(List.of("/usr/sbin/postconf", "-c", folder.toString()));
      command.addAll(List.of(filledIn(arguments).strip().split(" +")));
      org.mailweir.lab.Execution.of(Map.of(), command.toArray(String[]::new)).run();
    }

    /** What the doctor would say; without a process of his own, which takes longer. */
    Set<String> sick() throws IOException {
      try {
        return WiringExamination.of(
                PostfixReader.read(new PostconfProgram(folder), folder.toString(), false),
                ConfigLoader.load(mailweir).settings())
            .stream()
            .filter(d -> d.severity() != Severity.ADVICE)
            .map(Diagnosis::id)
            .collect(Collectors.toSet());
      } catch (ConfigException e) {
        throw new IllegalStateException(e);
      }
    }

    Doctor doctor() {
      return new Doctor(mailweir, folder);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsBrokenIsNamedAndMended() throws IOException {
    Map<String, Installation> whole = new HashMap<>();
    for (String recipe : RECIPES.split(" ")) {
      whole.put(recipe, Installation.of(workshop, recipe));
    }
    List<String> rows = BREAKS.lines().filter(l -> !l.startsWith("#")).toList();
    return IntStream.range(0, rows.size())
        .mapToObj(
            i -> {
              String[] row = rows.get(i).split(" \\| ");
              return dynamicTest(
                  row[0].strip() + ": " + row[1].strip(),
                  () ->
                      breakAndMend(
                          whole.get(row[0].strip()).copy(workshop.folder().resolve("broken-" + i)),
                          row[1],
                          row[2]));
            });
  }

  private static void breakAndMend(Installation installation, String how, String ids)
      throws IOException {
    for (String step : how.split(" ; ")) {
      installation.postconf(step);
    }
    Doctor.Answer answer = installation.doctor().examine("--offline");
    assertEquals(new TreeSet<>(Arrays.asList(ids.strip().split(" "))), answer.sick());
    assertEquals(1, answer.code());
    List<String> commands =
        answer.remedies().stream().filter(r -> r.startsWith("postconf ")).toList();
    if (commands.size() == answer.remedies().size()) {
      org.mailweir.lab.Execution.of(
              Map.of("PATH", "/usr/sbin:/usr/bin:/bin"), "sh", "-ec", String.join("\n", commands))
          .run();
      assertEquals(Set.of(), installation.sick(), commands.toString());
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingIsWrongWithTheShippedRecipes() {
    return Stream.of(RECIPES.split(" "))
        .map(
            recipe ->
                dynamicTest(
                    recipe,
                    () -> {
                      Installation whole = Installation.of(workshop, recipe);
                      Doctor.Answer answer = whole.doctor().examine("--offline");
                      assertEquals(Set.of(), answer.sick());
                      assertEquals(0, answer.code());
                    }));
  }

  /** The files that Debian's package begins with. */
  @TestFactory
  Stream<DynamicTest> norOnAStockConfiguration() {
    return Stream.of(RECIPES.split(" "))
        .map(recipe -> dynamicTest(recipe, () -> assertStockIsWell(recipe)));
  }

  /** What is printed for this machine, carried out as it is printed. */
  @Test
  void whatIsPrintedWires() throws IOException {
    Installation whole = Installation.of(workshop, "sandwich-lmtp");
    Path folder = workshop.folder("printed");
    Path stock = stock();
    Files.copy(stock.resolve("main.cf.debian"), folder.resolve("main.cf"));
    Files.copy(stock.resolve("master.cf.dist"), folder.resolve("master.cf"));
    Doctor doctor = new Doctor(whole.mailweir(), folder);
    assertEquals(Set.of("bare-newline", "no-filter"), doctor.examine("--offline").sick());
    List<String> commands =
        doctor
            .run(List.of("--print-postfix"))
            .output()
            .lines()
            .filter(l -> l.startsWith("postconf "))
            .toList();
    org.mailweir.lab.Execution.of(
            Map.of("PATH", "/usr/sbin:/usr/bin:/bin"), "sh", "-ec", String.join("\n", commands))
        .run();
    assertEquals(Set.of(), doctor.examine("--offline").all());
  }

  private static Path stock() {
    Path stock = Path.of("/usr/share/postfix");
    if (!Files.exists(stock.resolve("main.cf.debian"))) {
      RealPart.missing("needs the stock files of Debian's Postfix in " + stock);
    }
    return stock;
  }

  private void assertStockIsWell(String name) throws IOException {
    Installation whole = Installation.of(workshop, name);
    Path folder = workshop.folder("stock-" + name);
    Recipe recipe = Recipe.load(name).withPorts(whole.ports());
    Path stock = stock();
    Files.writeString(
        folder.resolve("main.cf"),
        Files.readString(stock.resolve("main.cf.debian")) + recipe.mainCf());
    Files.writeString(
        folder.resolve("master.cf"),
        Files.readString(stock.resolve("master.cf.dist")) + recipe.masterCf());
    Doctor.Answer answer = new Doctor(whole.mailweir(), folder).examine("--offline");
    assertEquals(Set.of(), answer.sick());
    assertTrue(!answer.all().contains("unused-parameter"), answer.all().toString());
  }
}
