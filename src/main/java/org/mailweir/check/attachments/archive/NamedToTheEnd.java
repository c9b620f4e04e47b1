package org.mailweir.check.attachments.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The members of an archive that is read only once. When one of them reaches a limit, those behind
 * it are still named, so that nothing hides behind a bomb or many empty files.
 */
final class NamedToTheEnd {

  private final Budget budget;
  private final Members members;
  private @Nullable LimitException reached;

  NamedToTheEnd(Budget budget, Members members) {
    this.budget = budget;
    this.members = members;
  }

  /**
   * The next member; behind a limit, only its name.
   *
   * @throws LimitException when not even names can be read any more
   */
  void member(Member member) throws IOException {
    name(member.name());
    if (reached != null) {
      return;
    }
    try {
      budget.member();
      members.member(member);
    } catch (LimitException e) {
      reached = e;
    }
  }

  /** One more name of a member. */
  void name(String name) throws IOException {
    budget.name();
    members.member(Member.named(name));
  }

  /** To be called behind the last member: says that a limit was reached. */
  void end() throws LimitException {
    if (reached != null) {
      throw reached;
    }
  }
}
