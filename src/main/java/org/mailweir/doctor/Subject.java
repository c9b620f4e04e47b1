package org.mailweir.doctor;

/** What a diagnosis is about, in the order in which they are shown. */
public enum Subject {
  POSTFIX("Postfix"),
  MAILWEIR("Mailweir"),
  MACHINE("This machine"),
  SERVERS("Servers that are asked");

  private final String title;

  Subject(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
