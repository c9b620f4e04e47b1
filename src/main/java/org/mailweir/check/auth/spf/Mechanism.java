package org.mailweir.check.auth.spf;

import org.jspecify.annotations.Nullable;

/** What a client is compared with (RFC 7208 5). A domain of null is the current one. */
sealed interface Mechanism {

  record All() implements Mechanism {}

  record Include(MacroText domain) implements Mechanism {}

  /** The addresses of a host; prefix lengths for both kinds of addresses. */
  record Host(@Nullable MacroText domain, int bits4, int bits6) implements Mechanism {}

  /** The addresses of the mail exchangers. */
  record Exchangers(@Nullable MacroText domain, int bits4, int bits6) implements Mechanism {}

  /** The name that belongs to the address. */
  record Pointer(@Nullable MacroText domain) implements Mechanism {}

  record Ip(IpBlock block) implements Mechanism {}

  record Exists(MacroText domain) implements Mechanism {}
}
