package org.mailweir.doctor.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostfixReaderTest {

  private static final String MASTER =
      """
      smtp             inet n - y - - smtpd
      127.0.0.1:10025  inet n - n - 7 smtpd
          -o mynetworks=127.0.0.0/8
          -o smtpd_client_restrictions=check_client_access inline:{ {a=b} },reject
      [::1]:10027      inet n - n - - /usr/lib/postfix/sbin/smtpd
      """;

  private final PostfixConfig config =
      new FakePostfix(
              """
              mynetworks = 192.0.2.0/24
              relays = $mynetworks, ${myhostname}
              """,
              MASTER)
          .complaining("main.cf: unused parameter: relays=x")
          .read();

  private Service back() {
    return config.service("127.0.0.1:10025", "inet").orElseThrow();
  }

  @Test
  void aServiceHasItsColumnsAndOptions() {
    assertEquals("7", back().processes());
    assertEquals("10025", back().port());
    assertEquals("127.0.0.1", back().host());
    assertEquals(
        "check_client_access inline:{ {a=b} },reject",
        back().overrides().get("smtpd_client_restrictions"));
  }

  @Test
  void programsLoseTheirFoldersAndHostsTheirBrackets() {
    Service other = config.services().getLast();
    assertEquals("smtpd", other.command());
    assertEquals("::1", other.host());
    assertEquals("", config.services().getFirst().host());
  }

  @Test
  void whatAServiceOverridesHoldsInsideOtherValuesToo() {
    assertEquals("192.0.2.0/24, mx.example.com", config.value("relays"));
    assertEquals("127.0.0.0/8, mx.example.com", config.value(back(), "relays"));
  }

  @Test
  void choicesInBracesAreLeftToPostfix() {
    assertEquals("20", config.value("smtpd_hard_error_limit"));
  }

  @Test
  void defaultsAreKnownAndNotExplicit() {
    assertTrue(config.knows("smtpd_forbid_bare_newline"));
    assertTrue(config.explicit().contains("mynetworks"));
    assertFalse(config.explicit().contains("smtpd_forbid_bare_newline"));
  }

  @Test
  void commandsNameAFolderSoThatAShellReadsIt() throws IOException {
    Postconf postconf = new FakePostfix("", "");
    assertEquals("postconf", PostfixReader.read(postconf, "", true).postconf());
    assertEquals(
        "postconf -c /etc/postfix-out",
        PostfixReader.read(postconf, "/etc/postfix-out", false).postconf());
    assertEquals(
        "postconf -c '/tmp/it'\\''s $HOME'",
        PostfixReader.read(postconf, "/tmp/it's $HOME", false).postconf());
  }

  @Test
  void complaintsAreKept() {
    assertEquals(List.of("main.cf: unused parameter: relays=x"), config.warnings());
  }

  @Test
  void aFolderWithoutConfigurationIsAnAnswerThatSaysWhy() {
    Postconf broken =
        arguments -> {
          throw new IOException("postconf: fatal: open main.cf: No such file or directory");
        };
    IOException e =
        assertThrows(IOException.class, () -> PostfixReader.read(broken, "/nowhere", false));
    assertTrue(String.valueOf(e.getMessage()).contains("No such file"));
  }

  @Test
  void theProgramThatIsThereFailsWithAReason() {
    // Either there is no postconf on this machine, or it finds no such folder.
    IOException e =
        assertThrows(
            IOException.class, () -> new PostconfProgram(Path.of("/nonexistent")).run("-n"));
    assertTrue(String.valueOf(e.getMessage()).contains("postconf"));
  }
}
