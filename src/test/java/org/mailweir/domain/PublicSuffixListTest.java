package org.mailweir.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixListTest {

  private static final PublicSuffixList LIST = PublicSuffixList.bundled();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          example.org,              example.org
          WWW.Example.ORG.,         example.org
          a.b.www.example.co.uk,    example.co.uk
          co.uk,                    co.uk
          org,                      org
          localhost,                localhost
          shop.example.ck,          shop.example.ck
          a.shop.example.ck,        shop.example.ck
          example.ck,               example.ck
          www.ck,                   www.ck
          a.www.ck,                 www.ck
          city.kawasaki.jp,         city.kawasaki.jp
          x.city.kawasaki.jp,       city.kawasaki.jp
          x.y.other.kawasaki.jp,    y.other.kawasaki.jp
          me.github.io,             me.github.io
          www.me.github.io,         me.github.io
          github.io,                github.io
          a.b.unknown-tld,          b.unknown-tld
          www.bücher.example,       xn--bcher-kva.example
          WWW.食狮.公司.cn,           xn--85x722f.xn--55qx5d.cn
          www.xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn
          192.0.2.1,                192.0.2.1
          2001:db8::1,              2001:db8::1
          ..com,                    .com
          """)
  void aHostHasARegisteredDomain(String host, String registered) {
    assertEquals(registered, LIST.registered(host));
  }

  @Test
  void sameIsAboutTheRegisteredDomain() {
    assertTrue(LIST.same("mail.Example.CO.UK", "example.co.uk"));
    assertEquals(false, LIST.same("one.github.io", "other.github.io"));
  }

  @Test
  void rubbishIsAnsweredInTime() {
    for (String host :
        new String[] {"", ".", "...", "x".repeat(1 << 20), "a.".repeat(500_000), "\ud800.com"}) {
      assertTrue(LIST.registered(host).length() <= host.length());
    }
  }

  @Test
  void aFileOfTheAdministratorIsReadAndWhatIsNoListIsRefused(@TempDir Path dir) throws IOException {
    Path none = Files.writeString(dir.resolve("none"), "<html>\nnot found\n</html>\n");
    assertThrows(IOException.class, () -> PublicSuffixList.read(none));
    StringBuilder rules = new StringBuilder("// a list\n\ncom\n");
    for (int i = 0; i < 2_000; i++) {
      rules.append("s").append(i).append(".example trailing words\n");
    }
    Path some = Files.writeString(dir.resolve("some"), rules);
    assertEquals("a.s7.example", PublicSuffixList.read(some).registered("www.a.s7.example"));
    assertEquals("s9999.example", PublicSuffixList.read(some).registered("www.s9999.example"));
  }
}
