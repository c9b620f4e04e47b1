package org.mailweir.web.users;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mailweir.mail.MailAddress;

/**
 * One line of the password file: {@code name:role:hash:address address}.
 *
 * @param hash of the password, by bcrypt
 * @param addresses whose mail a recipient sees, in canonical form; empty for an administrator
 */
public record User(String name, Role role, String hash, List<String> addresses) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._%+@-]{1,200}");
  private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s:@]{1,64}@[^\\s:@]{1,255}");

  /** Throws IllegalArgumentException that says what is wrong. */
  public User {
    addresses = addresses.stream().map(a -> new MailAddress(a).canonical()).distinct().toList();
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a user's name is made of letters, digits and . _ % + @ -, not \"" + name + '"');
    }
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("the password of " + name + " is no bcrypt hash");
    }
    for (String address : addresses) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException("\"" + address + "\" is no address");
      }
    }
    if (role == Role.RECIPIENT && addresses.isEmpty()) {
      throw new IllegalArgumentException("a recipient has at least one address whose mail he sees");
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public boolean isAdministrator() {
    return role == Role.ADMINISTRATOR;
  }

  /** Whether mail to an address may be seen and decided by this user. */
  public boolean mayDecideFor(String address) {
    return isAdministrator() || addresses.contains(new MailAddress(address).canonical());
  }

  /** Reads a line; empty when it is none. */
  static Optional<User> parse(String line) {
    String[] parts = line.split(":", 4);
    if (parts.length < 3) {
      return Optional.empty();
    }
    List<String> addresses =
        parts.length < 4 || parts[3].isBlank()
            ? List.of()
            : List.of(parts[3].strip().split("\\s+"));
    try {
      return Role.of(parts[1]).map(role -> new User(parts[0], role, parts[2], addresses));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String line() {
    return String.join(":", name, role.word(), hash, String.join(" ", addresses));
  }
}
