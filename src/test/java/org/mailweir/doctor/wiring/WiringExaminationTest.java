package org.mailweir.doctor.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.postfix.FakePostfix;
import org.mailweir.net.Endpoint;

/** What DoctorIT does not reach: wirings that are right in another way, and those of others. */
class WiringExaminationTest {

  private static final String STOCK =
      """
      smtp        inet n - y - - smtpd
      submission  inet n - y - - smtpd
      pickup      unix n - y 60 1 pickup
      cleanup     unix n - y - 0 cleanup
      """;

  private static FakePostfix recipe(String name) {
    Path folder = Path.of("postfix-examples", name);
    try {
      String main = Files.readString(folder.resolve("main.cf")).replaceAll("\n +", " ");
      return new FakePostfix("inet_interfaces = all", STOCK)
          .add(main, Files.readString(folder.resolve("master.cf")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Diagnosis> examine(FakePostfix postfix) {
    return WiringExamination.of(postfix.read(), MailweirSettings.DEFAULT);
  }

  /** Each id with its severity. */
  private static String found(FakePostfix postfix) {
    return examine(postfix).stream()
        .collect(Collectors.toMap(Diagnosis::id, Diagnosis::severity, (a, b) -> a, TreeMap::new))
        .toString();
  }

  @Test
  void recipesAreWell() {
    assertEquals("{}", found(recipe("sandwich-lmtp")));
    assertEquals("{by-smtp=ADVICE}", found(recipe("sandwich-smtp")));
    assertEquals("{}", found(recipe("selective-by-domain")));
  }

  @Test
  void namesDoNotMatter() {
    FakePostfix renamed =
        recipe("sandwich-lmtp")
            .add(
                """
                content_filter = scan:inet:localhost:10024
                scan_destination_recipient_limit = 1000
                scan_destination_concurrency_failed_cohort_limit = 0
                scan_destination_concurrency_negative_feedback = 0
                scan_destination_concurrency_limit = 4
                """,
                """
                scan  unix - - n - 4 lmtp
                    -o lmtp_send_xforward_command=yes
                    -o lmtp_data_done_timeout=1h
                    -o disable_mime_output_conversion=yes
                    -o lmtp_line_length_limit=0
                """);
    assertEquals("{}", found(renamed));
    assertEquals(
        "{recipient-limit=WARNING}",
        found(renamed.add("scan_destination_recipient_limit = 50", "")));
  }

  @Test
  void whatIsSaidByMainCfNeedNotBeSaidByTheService() {
    FakePostfix postfix =
        recipe("sandwich-lmtp")
            .without("mailweir/unix/lmtp_send_xforward_command")
            .add("lmtp_send_xforward_command = yes", "");
    assertEquals("{}", found(postfix));
  }

  @Test
  void milterOptionsAreNotDemandedWhereThereAreNoMilters() {
    FakePostfix postfix =
        recipe("sandwich-lmtp")
            .without("127.0.0.1:10025/inet/smtpd_milters")
            .add(
                "",
                """
                127.0.0.1:10025 inet n - n - - smtpd
                    -o receive_override_options=no_unknown_recipient_checks,no_header_body_checks
                """);
    assertEquals("{}", found(postfix));
    assertEquals(
        "{milters-twice=WARNING}", found(postfix.add("smtpd_milters = inet:127.0.0.1:8891", "")));
  }

  @Test
  void aWayBackOnEveryAddressIsOpen() {
    FakePostfix postfix =
        recipe("sandwich-lmtp").add("", "10025 inet n - n - - smtpd\n    -o content_filter=\n");
    assertTrue(found(postfix).contains("return-open=ERROR"), found(postfix));
    assertTrue(!found(postfix.add("inet_interfaces = loopback-only", "")).contains("return-open"));
  }

  @Test
  void aPortWithoutFilterIsNamed() {
    FakePostfix postfix =
        recipe("sandwich-lmtp")
            .add(
                "",
                """
                smtp inet n - y - - smtpd
                    -o content_filter=
                    -o receive_override_options=
                """);
    assertEquals("{unfiltered-entry=ERROR}", found(postfix));
    FakePostfix submission =
        recipe("sandwich-lmtp")
            .add(
                "",
                """
                submission inet n - y - - smtpd
                    -o content_filter=
                    -o receive_override_options=
                """);
    assertEquals("{unfiltered-entry=ADVICE}", found(submission));
    assertEquals(
        "{mappings-off=ERROR, unfiltered-entry=ADVICE}",
        found(submission.without("submission/inet/receive_override_options")));
  }

  @Test
  void anotherFilterInThePlaceOfOursIsNamed() {
    FakePostfix postfix =
        recipe("sandwich-lmtp").add("content_filter = amavis:[127.0.0.1]:10022", "");
    assertEquals("{no-filter=ERROR, other-filter=ADVICE}", found(postfix));
  }

  @Test
  void aMilterThatJudgesIsNamed() {
    FakePostfix postfix = recipe("sandwich-lmtp").add("smtpd_milters = inet:localhost:11332", "");
    assertEquals("{other-filter=ADVICE}", found(postfix));
  }

  @Test
  void aTableInAFileIsRead(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("domains");
    Files.writeString(
        table,
        """
        # example.net FILTER other:[127.0.0.1]:1
        example.com  FILTER mailweir:inet:[127.0.0.1]:10024
        """);
    FakePostfix postfix =
        recipe("selective-by-domain")
            .add("smtpd_recipient_restrictions = check_recipient_access hash:" + table, "");
    assertEquals("{}", found(postfix));
    Files.writeString(table, "example.com OK\n");
    assertEquals("{no-filter=ERROR}", found(postfix));
  }

  @Test
  void whatIsBehindPostscreenEntersAtPort25() {
    FakePostfix postfix =
        recipe("sandwich-lmtp")
            .add("", "smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n");
    assertEquals("{}", found(postfix));
    assertEquals(
        Optional.of(new Endpoint("127.0.0.1", 25)),
        WiringExamination.frontDoor(
            new FakePostfix(
                    "content_filter = mailweir:inet:[127.0.0.1]:10024",
                    "smtpd pass - - y - - smtpd\n")
                .read(),
            MailweirSettings.DEFAULT));
  }

  @Test
  void nothingLeadsToUsFromAnEmptyPostfix() {
    FakePostfix stock = new FakePostfix("smtpd_forbid_bare_newline = yes", STOCK);
    assertEquals("{no-filter=ERROR, pipelining=ADVICE}", found(stock));
    assertEquals(
        Optional.empty(), WiringExamination.frontDoor(stock.read(), MailweirSettings.DEFAULT));
    assertEquals(
        List.of("take the lines that this prints: mailweir doctor --print-postfix"),
        examine(stock).getFirst().remedy());
  }

  @Test
  void aWayBackByIpv6IsMendedForIpv6(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("m.toml"), "[reinject]\nto = \"[::1]:10025\"\n");
    FakePostfix postfix =
        recipe("sandwich-lmtp")
            .add(
                "",
                """
                [::1]:10025 inet n - n - - smtpd
                    -o content_filter=
                    -o smtpd_authorized_xforward_hosts=192.0.2.1
                """);
    assertEquals(
        List.of("postconf -P '[::1]:10025/inet/smtpd_authorized_xforward_hosts=[::1]/128'"),
        WiringExamination.of(postfix.read(), ConfigLoader.load(config).settings()).stream()
            .filter(d -> d.id().equals("xforward-refused"))
            .flatMap(d -> d.remedy().stream())
            .toList());
  }

  @Test
  void anOldPostfixIsNamed() {
    assertEquals(
        "{postfix-old=WARNING}",
        found(
            recipe("sandwich-lmtp")
                .ignorantOf("smtpd_forbid_bare_newline")
                .complaining("main.cf: unused parameter: smtpd_forbid_bare_newline=normalize")));
  }

  @Test
  void slipsOfThePenAreAdvice() {
    FakePostfix postfix =
        recipe("sandwich-lmtp")
            .complaining("main.cf: unused parameter: mailwier_destination_recipient_limit=1000")
            .complaining("main.cf, line 7: overriding earlier entry: content_filter=x");
    assertEquals("{set-twice=ADVICE, unused-parameter=ADVICE}", found(postfix));
  }

  @Test
  void anotherProtocolIsAnotherPort() {
    assertEquals(
        "{filter-port=ERROR}",
        found(recipe("sandwich-lmtp").add("content_filter = mailweir:inet:[::1]:10024", "")));
    assertEquals(
        "{}",
        found(
            recipe("sandwich-lmtp")
                .add(
                    "",
                    "[::1]:10025 inet n - n - - smtpd\n    -o content_filter=\n    -o receive_override_options=\n")));
  }

  @Test
  void valuesAreExpandedBeforeTheyAreRead() {
    assertEquals(
        "{}",
        found(
            recipe("sandwich-lmtp")
                .add(
                    """
                    our_port = 10024
                    our_host = 127.0.0.1
                    content_filter = mailweir:inet:[${our_host}]:$our_port
                    """,
                    "")));
  }

  @Test
  void softBounceIsAdvice() {
    assertEquals(
        "{soft-bounce=ADVICE}", found(recipe("sandwich-lmtp").add("soft_bounce = yes", "")));
  }

  @Test
  void copiesThatArriveTwiceAreWorseThanAliasesThatAreExpandedTwice() {
    FakePostfix postfix = recipe("sandwich-lmtp").without("receive_override_options");
    assertEquals("{mappings-twice=WARNING}", found(postfix));
    assertEquals(
        "{mappings-twice=ERROR}", found(postfix.add("always_bcc = archive@example.com", "")));
  }

  @Test
  void aTimeoutBelowTheAnalysisIsWorseThanOneBelowTheWhole() {
    FakePostfix postfix = recipe("sandwich-lmtp");
    String option = "mailweir unix - - n - 4 lmtp\n    -o lmtp_data_done_timeout=";
    assertEquals("{done-timeout=WARNING}", found(postfix.add("", option + "10m\n")));
    assertEquals("{done-timeout=ERROR}", found(postfix.add("", option + "4m\n")));
    assertEquals("{}", found(postfix.add("", option + "1d\n")));
  }

  @Test
  void everyErrorSaysWhereAndWhatToDo() {
    for (Diagnosis d : examine(new FakePostfix("", STOCK))) {
      assertTrue(
          !d.where().isBlank() && !d.why().isBlank() && d.what().endsWith("."), d.toString());
      assertTrue(d.severity() != Severity.ERROR || !d.remedy().isEmpty());
    }
  }
}
