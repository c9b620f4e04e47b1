package org.mailweir.mail;

/** Which listener a message came in by, and so how far its sender is trusted. */
public enum Origin {
  /** Mail from strangers (port 10024). */
  OUTSIDE,
  /** Mail of authenticated users and of this host (port 10026). */
  INSIDE
}
