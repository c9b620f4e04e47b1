package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          a@b.example                     | -        | a@b.example
          A B <a@b.example>               | 'A B '   | a@b.example
          <a@b.example>                   | -        | a@b.example
          "A, B" <a@b.example>            | 'A, B '  | a@b.example
          a@b.example (A B)               | A B      | a@b.example
          A <a@b.example> (comment)       | 'A '     | a@b.example
          "a@b.example"                   | -        | a@b.example
          "a@b.example" <c@d.example>     | 'a@b.example ' | c@d.example
          Nobody                          | Nobody   | -
          <>                              | -        | -
          Friends: a@b.example;           | -        | a@b.example
          A <a b@c.example>               | 'A '     | -
          A <a@b.example><a@b.example>    | 'A '     | -
          A <a@b c>                       | A        | a@b
          a@b@c.example                   | -        | a@b
          """)
  void theFirst(String field, String name, String address) {
    assertEquals(new Mailbox(name, address), Mailboxes.of(field).getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a@b.example, c@d.example              | 2
          "x, y" <a@b.example>; c@d.example     | 2
          undisclosed-recipients:;              | 0
          ''                                    | 0
          , a@b.example, c@d.example            | 2
          """)
  void howMany(String field, int count) {
    assertEquals(count, Mailboxes.of(field).size());
  }
}
