package org.mailweir.check.dnsbl;

/** What of a message a list is asked about. */
public enum Subject {
  /** The address of the host that handed the message to us, the first that is not trusted. */
  CLIENT,
  /** The addresses of all hosts on the message's way that are not ours. */
  RELAYS,
  /** The domain of the envelope sender. */
  SENDER,
  /** The domain of the From field. */
  FROM,
  /** The domain of the Reply-To field. */
  REPLY_TO,
  /** The name that the client gave itself. */
  HELO,
  /** The client's name in the DNS. */
  RDNS,
  /** The registered domains of links. */
  LINKS,
  /** The full host names of links. */
  LINK_HOSTS,
  /** The addresses of links that have an address instead of a name. */
  LINK_ADDRESSES,
  /** Addresses of people: From, Reply-To, and those in the text; asked as a hash. */
  MAIL_ADDRESSES;

  /** Whether a list that is asked about it lists addresses, not names. */
  boolean isAddress() {
    return this == CLIENT || this == RELAYS || this == LINK_ADDRESSES;
  }
}
