package org.mailweir.check.bayes;

/** Where in a message something stood. At most eight, for three bits. */
enum Place {
  HEADER,
  SUBJECT,
  BODY,
  REST,
  HIDDEN,
  LINK,
  ATTACHMENT,
  FORM
}
