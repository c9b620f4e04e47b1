package org.mailweir.web.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in. Kept in memory alone, so a restart signs everybody out; a session ends after
 * some time without use, after some time in any case, and as soon as its user is no longer in the
 * password file exactly as he was. Beyond the bound the one that was used longest ago goes.
 */
public final class Sessions {

  private static final int MOST = 1_000;
  private static final int MOST_OF_ONE_USER = 20;

  private final PasswordFile users;
  private final Duration idle;
  private final Duration life;
  private final Clock clock;

  /** By the digest of what the cookie holds: how long a look takes tells nothing of the secret. */
  private final Map<String, Session> sessions = new HashMap<>();

  public Sessions(PasswordFile users, Duration idle, Duration life, Clock clock) {
    this.users = users;
    this.idle = idle;
    this.life = life;
    this.clock = clock;
  }

  /** Begins one; gives the secret for the cookie. */
  public synchronized String begin(User user) {
    Instant now = clock.instant();
    sessions.values().removeIf(s -> !isAlive(s, now));
    makeRoom(
        sessions.values().stream().filter(s -> isOf(s, user.name())).toList(), MOST_OF_ONE_USER);
    makeRoom(List.copyOf(sessions.values()), MOST);
    String secret = Secrets.next();
    sessions.put(Secrets.digest(secret), new Session(user, now));
    return secret;
  }

  private static boolean isOf(Session session, String name) {
    return session.user().name().equals(name);
  }

  private void makeRoom(List<Session> those, int most) {
    those.stream()
        .sorted(Comparator.comparing(Session::lastUsed).reversed())
        .skip(most - 1L)
        .forEach(sessions.values()::remove);
  }

  /** The session of a cookie, if it is still good. */
  public synchronized Optional<Session> find(String secret) {
    String key = Secrets.digest(secret);
    Session session = sessions.get(key);
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (!isAlive(session, now)) {
      sessions.remove(key);
      return Optional.empty();
    }
    session.used(now);
    return Optional.of(session);
  }

  private boolean isAlive(Session session, Instant now) {
    return now.isBefore(session.since().plus(life))
        && now.isBefore(session.lastUsed().plus(idle))
        && users.find(session.user().name()).filter(session.user()::equals).isPresent();
  }

  public synchronized void end(String secret) {
    sessions.remove(Secrets.digest(secret));
  }

  synchronized int size() {
    return sessions.size();
  }
}
