package org.mailweir.web.users;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody who has signed in. */
public final class Session {

  private final User user;
  private final Instant since;
  private final String csrf = Secrets.next();
  private final AtomicReference<@Nullable Notice> notice = new AtomicReference<>();
  private volatile Instant lastUsed;

  Session(User user, Instant since) {
    this.user = user;
    this.since = since;
    this.lastUsed = since;
  }

  public User user() {
    return user;
  }

  /** What every form of this session carries. */
  public String csrf() {
    return csrf;
  }

  /** Whether a form came from a page of this session. */
  public boolean isOurs(@Nullable String token) {
    return token != null && Secrets.same(csrf, token);
  }

  /** Keeps words for the next page; what was not shown until now is replaced. */
  public void say(Notice words) {
    notice.set(words);
  }

  /** Words for this page; gone with that. */
  public @Nullable Notice takeNotice() {
    return notice.getAndSet(null);
  }

  Instant since() {
    return since;
  }

  Instant lastUsed() {
    return lastUsed;
  }

  void used(Instant now) {
    lastUsed = now;
  }
}
