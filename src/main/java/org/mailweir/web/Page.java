package org.mailweir.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.web.users.Notice;
import org.mailweir.web.users.User;

/**
 * What the layout needs, whatever the page.
 *
 * @param path of the page, to mark its word in the navigation
 * @param user null when nobody has signed in
 * @param csrf what every form carries in a field {@code csrf}; empty when nobody has signed in
 * @param notice what became of the last thing that was asked for
 */
public record Page(
    String title,
    String path,
    @Nullable User user,
    String csrf,
    List<Routes.Entry> navigation,
    @Nullable Notice notice,
    Assets assets) {

  /** Whether a word of the navigation leads to where we are. */
  public boolean isHere(Routes.Entry entry) {
    return path.equals(entry.path()) || path.startsWith(entry.path() + "/");
  }

  public boolean isAdministrator() {
    return user != null && user.isAdministrator();
  }
}
