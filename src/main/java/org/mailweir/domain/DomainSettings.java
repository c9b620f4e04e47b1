package org.mailweir.domain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailweir.settings.Doc;

/** What is known about domains. */
@Doc("Where the part of a domain begins that somebody registered.")
public record DomainSettings(
    @Doc(
            "A public suffix list to use instead of the one that Mailweir brings along, for example"
                + " /usr/share/publicsuffix/public_suffix_list.dat, which Debian keeps up to date.")
        @Nullable Path suffixFile) {

  public static final DomainSettings DEFAULT = new DomainSettings(null);
}
