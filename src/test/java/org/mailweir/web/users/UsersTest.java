package org.mailweir.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {

  private static final String HASH = Passwords.hash("secret word".toCharArray());

  @TempDir Path folder;

  /** A clock that stands until it is told otherwise. */
  private static final class Standing extends Clock {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static User anna() {
    return new User("anna", Role.ADMINISTRATOR, HASH, List.of());
  }

  private static User ben() {
    return new User("ben", Role.RECIPIENT, HASH, List.of("Ben@Example.com", "sales@example.com"));
  }

  @Test
  void aFileOfUsersIsReadableByItsOwnerAlone() throws IOException {
    PasswordFile file = new PasswordFile(folder.resolve("sub/users"));
    file.put(anna());
    file.put(ben());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())));
    assertEquals(List.of(anna(), ben()), new PasswordFile(file.file()).all());
    assertEquals(
        "ben:recipient:" + HASH + ":ben@example.com sales@example.com",
        Files.readAllLines(file.file()).get(1));
  }

  @Test
  void aChangeByAnotherProcessIsSeen() throws IOException {
    PasswordFile daemon = new PasswordFile(folder.resolve("users"));
    assertEquals(Optional.empty(), daemon.find("anna"));
    PasswordFile command = new PasswordFile(folder.resolve("users"));
    command.put(anna());
    assertEquals(Optional.of(anna()), daemon.find("anna"));
    assertTrue(command.remove("anna"));
    assertFalse(command.remove("anna"));
    assertEquals(Optional.empty(), daemon.find("anna"));
  }

  @Test
  void whatIsNoUserLetsNobodyInAndStays() throws IOException {
    Path path = folder.resolve("users");
    List<String> strange =
        List.of(
            "# our users",
            "",
            "eve:root:" + HASH + ":",
            "eve:administrator:plaintext:",
            "eve:recipient:" + HASH + ":",
            "eve",
            ":administrator:" + HASH + ":");
    Files.write(path, strange);
    PasswordFile file = new PasswordFile(path);
    assertEquals(List.of(), file.all());
    file.put(anna());
    List<String> after = new ArrayList<>(strange);
    after.add(anna().line());
    assertEquals(after, Files.readAllLines(path));
  }

  @Test
  void namesAndAddressesCannotForgeALine() {
    for (String name : List.of("", "a:b", "a\nb", "a b", "<b>", "x".repeat(201))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new User(name, Role.ADMINISTRATOR, HASH, List.of()),
          name);
    }
    for (String address : List.of("nobody", "a@b c@d", "a:b@example.com", "a@b@c")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new User("ben", Role.RECIPIENT, HASH, List.of(address)),
          address);
    }
  }

  @Test
  void aRecipientDecidesForHisAddressesAlone() {
    assertTrue(ben().mayDecideFor("BEN@example.com"));
    assertTrue(ben().mayDecideFor("\"sales\"@example.com."));
    assertFalse(ben().mayDecideFor("anna@example.com"));
    assertFalse(ben().mayDecideFor("ben@example.com.evil.example"));
    assertTrue(anna().mayDecideFor("ben@example.com"));
  }

  @Test
  void passwordsAreComparedWhole() throws Passwords.BusyException {
    Passwords passwords = new Passwords();
    assertTrue(passwords.matches(anna(), "secret word".toCharArray()));
    assertFalse(passwords.matches(anna(), "secret worD".toCharArray()));
    assertFalse(passwords.matches(null, "secret word".toCharArray()));
    String longest = "ä".repeat(100);
    User other =
        new User("c", Role.ADMINISTRATOR, Passwords.hash(longest.toCharArray()), List.of());
    assertTrue(passwords.matches(other, longest.toCharArray()));
    assertFalse(passwords.matches(other, (longest.substring(1) + "x").toCharArray()));
  }

  @Test
  void sessionsEndByIdlenessByAgeAndWithTheirUser() throws IOException {
    Standing clock = new Standing();
    PasswordFile file = new PasswordFile(folder.resolve("users"));
    file.put(anna());
    Sessions sessions = new Sessions(file, Duration.ofHours(2), Duration.ofHours(5), clock);
    String first = sessions.begin(anna());
    clock.pass(Duration.ofMinutes(119));
    assertTrue(sessions.find(first).isPresent());
    clock.pass(Duration.ofMinutes(120));
    assertTrue(sessions.find(first).isEmpty(), "idle");
    String second = sessions.begin(anna());
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofMinutes(90));
      assertTrue(sessions.find(second).isPresent());
    }
    clock.pass(Duration.ofMinutes(31));
    assertTrue(sessions.find(second).isEmpty(), "old");
    String third = sessions.begin(anna());
    file.put(new User("anna", Role.RECIPIENT, HASH, List.of("anna@example.com")));
    assertTrue(sessions.find(third).isEmpty(), "the user has changed");
    assertTrue(sessions.find("guess").isEmpty());
  }

  @Test
  void sessionsAreBounded() throws IOException {
    Standing clock = new Standing();
    PasswordFile file = new PasswordFile(folder.resolve("users"));
    file.put(anna());
    file.put(ben());
    Sessions sessions = new Sessions(file, Duration.ofHours(2), Duration.ofHours(5), clock);
    String other = sessions.begin(ben());
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      clock.pass(Duration.ofSeconds(1));
      secrets.add(sessions.begin(anna()));
    }
    assertEquals(21, sessions.size());
    assertTrue(sessions.find(secrets.getFirst()).isEmpty(), "the one used longest ago went");
    assertTrue(sessions.find(secrets.getLast()).isPresent());
    assertTrue(sessions.find(other).isPresent(), "nobody else's went");
  }

  @Test
  void guessingGetsSlowerAndSlower() {
    Standing clock = new Standing();
    Attempts attempts = new Attempts(clock);
    for (int i = 0; i < 5; i++) {
      assertEquals(Duration.ZERO, attempts.ask("192.0.2.1", "user" + i));
    }
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Duration wait = attempts.ask("192.0.2.1", "other" + i);
      waits.add(wait.toSeconds());
      clock.pass(wait);
      assertEquals(Duration.ZERO, attempts.ask("192.0.2.1", "other" + i));
    }
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L), waits);
    assertEquals(Duration.ZERO, attempts.ask("192.0.2.2", "somebody"), "others do not wait");
  }

  @Test
  void aNameWaitsShortlySoThatNobodyIsKeptOut() {
    Standing clock = new Standing();
    Attempts attempts = new Attempts(clock);
    Duration wait = Duration.ZERO;
    for (int i = 0; i < 200; i++) {
      String elsewhere = "2001:db8:0:" + i + "::1";
      wait = attempts.ask(elsewhere, "anna");
      clock.pass(wait);
      attempts.ask(elsewhere, "anna");
    }
    assertEquals(Duration.ofSeconds(30), wait);
  }

  @Test
  void allAddressesOfOneHostWaitTogether() {
    Attempts attempts = new Attempts(new Standing());
    for (int i = 1; i <= 5; i++) {
      assertEquals(Duration.ZERO, attempts.ask("2001:db8:1:2::" + i, "user" + i));
    }
    assertFalse(attempts.ask("2001:DB8:1:2:ffff:0:0:1", "other").isZero());
    assertEquals(Duration.ZERO, attempts.ask("2001:db8:1:3::1", "another"), "the next network");
  }

  /** One of several commands at the same time. */
  static final class Adding {
    private Adding() {}

    public static void main(String[] args) throws IOException {
      PasswordFile file = new PasswordFile(Path.of(args[0]));
      for (int i = 0; i < 40; i++) {
        file.put(new User(args[1] + i, Role.ADMINISTRATOR, args[2], List.of()));
      }
    }
  }

  @Test
  void commandsAtTheSameTimeLoseNobody() throws Exception {
    Path path = folder.resolve("users");
    List<Process> commands = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      commands.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Adding.class.getName(),
                  path.toString(),
                  name,
                  HASH)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(name + ".log").toFile())
              .start());
    }
    for (Process command : commands) {
      assertEquals(0, command.waitFor());
    }
    assertEquals(120, new PasswordFile(path).all().size());
  }

  @Test
  void oneGoodPasswordDoesNotBuyBadOnes() {
    Standing clock = new Standing();
    Attempts attempts = new Attempts(clock);
    int guesses = 0;
    for (int i = 0; i < 100; i++) {
      if (attempts.ask("192.0.2.1", "victim" + i).isZero()) {
        guesses++;
      }
      if (attempts.ask("192.0.2.1", "mallory").isZero()) {
        attempts.succeeded("192.0.2.1", "mallory");
      }
    }
    assertTrue(guesses <= 5, guesses + " guesses without a wait");
  }

  @Test
  void theMemoryOfAttemptsIsBounded() {
    Attempts attempts = new Attempts(new Standing());
    for (int i = 0; i < 30_000; i++) {
      attempts.ask("address" + i, "name" + i);
    }
    assertEquals(10_000, attempts.size());
  }
}
