package org.mailweir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.web.users.PasswordFile;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Role;
import org.mailweir.web.users.User;

class UserCommandTest {

  @TempDir Path folder;

  private final StringWriter output = new StringWriter();
  private final InputStream before = System.in;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(folder.resolve("mailweir.toml"), "state_dir = \"state\"\n");
  }

  @AfterEach
  void giveBack() {
    System.setIn(before);
  }

  private int run(String input, String... args) {
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--config";
    all[args.length + 1] = folder.resolve("mailweir.toml").toString();
    PrintWriter writer = new PrintWriter(output, true);
    return Main.run(all, writer, writer);
  }

  private PasswordFile users() {
    return new PasswordFile(folder.resolve("state/users"));
  }

  @Test
  void usersComeChangeAndGo() throws Exception {
    assertEquals(0, run("first password\n", "user", "add", "anna", "--administrator"));
    assertEquals(0, run("bens password\n", "user", "add", "ben", "--address", "Ben@Example.com"));
    User ben = users().find("ben").orElseThrow();
    assertEquals(Role.RECIPIENT, ben.role());
    assertEquals(List.of("ben@example.com"), ben.addresses());
    assertEquals(0, run("another password\n", "user", "password", "ben"));
    User changed = users().find("ben").orElseThrow();
    assertTrue(new Passwords().matches(changed, "another password".toCharArray()));
    assertFalse(new Passwords().matches(changed, "bens password".toCharArray()));
    assertEquals(ben.addresses(), changed.addresses());
    assertEquals(0, run("", "user", "remove", "anna"));
    assertEquals(0, run("", "user", "list"));
    assertTrue(output.toString().lines().toList().getLast().matches("ben +recipient +ben@.*"));
    assertTrue(users().find("anna").isEmpty());
  }

  @Test
  void whatIsHalfIsRefusedAndChangesNothing() {
    assertEquals(2, run("long enough\n", "user", "add", "anna"));
    assertEquals(2, run("short\n", "user", "add", "anna", "--administrator"));
    assertEquals(2, run("", "user", "add", "anna", "--administrator"));
    assertEquals(2, run("long enough\n", "user", "add", "an:na", "--administrator"));
    assertEquals(2, run("long enough\n", "user", "add", "ben", "--address", "nobody"));
    assertEquals(
        2,
        run("long enough\n", "user", "add", "x", "--administrator", "--address", "a@example.com"));
    assertEquals(2, run("long enough\n", "user", "password", "anna"));
    assertEquals(2, run("", "user", "remove", "anna"));
    assertEquals(List.of(), users().all());
    assertEquals(0, run("long enough\n", "user", "add", "anna", "--administrator"));
    assertEquals(2, run("long enough\n", "user", "add", "anna", "--administrator"));
  }
}
