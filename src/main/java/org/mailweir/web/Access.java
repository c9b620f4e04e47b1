package org.mailweir.web;

/** Who may see a page or press its button. */
public enum Access {
  ANYBODY,
  SIGNED_IN,
  ADMINISTRATOR
}
