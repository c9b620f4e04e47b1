package org.mailweir.web.held;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.quarantine.Search;

class FilterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static Filter filter(
      String words, String to, String min, String max, String age, boolean all, int page) {
    return new Filter(words, "", to, min, max, "", age, all, page);
  }

  @Test
  void whatIsTypedBecomesASearch() {
    Search search = filter("Two words", "@Example.com", "5", "7,5", "7d", true, 1).search(NOW);
    assertEquals(List.of("two", "words"), search.words());
    assertEquals("@example.com", search.recipient());
    assertEquals(5, search.lowest());
    assertEquals(7.5, search.highest());
    assertEquals(Instant.parse("2026-11-14T10:00:00Z"), search.after());
    assertTrue(search.all());
  }

  @Test
  void whatCannotBeUnderstoodDoesNotMatter() {
    Search search = filter("", "anna", "many", "1e999", "soon", false, 1).search(NOW);
    assertNull(search.recipient());
    assertEquals(Double.NEGATIVE_INFINITY, search.lowest());
    assertEquals(Double.POSITIVE_INFINITY, search.highest());
    assertNull(search.after());
  }

  @Test
  void pagesKeepTheFilter() {
    Filter filter = filter("a&b=c", "x@y.example", "", "", "1d", true, 3);
    assertEquals("/held?q=a%26b%3Dc&to=x%40y.example&age=1d&state=all&page=2", filter.path(2));
    assertEquals("/held", filter("", "", "", "", "", false, 9).path(1));
    assertTrue(filter.isNarrow());
    assertFalse(filter("", "", "", "", "", true, 1).isNarrow());
  }
}
