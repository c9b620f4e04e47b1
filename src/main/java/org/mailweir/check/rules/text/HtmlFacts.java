package org.mailweir.check.rules.text;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was seen while an HTML part was rendered. The names are those of SpamAssassin's results, as
 * eval rules use them.
 */
public final class HtmlFacts {

  private final Map<String, Double> numbers;
  private final Map<String, List<String>> texts;
  private final Map<String, Integer> inside;
  private final List<HtmlLink> links;

  HtmlFacts(
      Map<String, Double> numbers,
      Map<String, List<String>> texts,
      Map<String, Integer> inside,
      List<HtmlLink> links) {
    this.numbers = Map.copyOf(numbers);
    this.texts = Map.copyOf(texts);
    this.inside = Map.copyOf(inside);
    this.links = List.copyOf(links);
  }

  /**
   * A number or (as 1) a fact: {@code html}, {@code length}, {@code html_length}, {@code
   * non_space_len}, {@code ratio}, {@code image_area}, {@code min_size}, {@code max_size}, {@code
   * closed_extra_ratio}, {@code bad_tag_ratio}, {@code non_element_ratio}, {@code
   * obfuscation_ratio}, {@code backhair_count}, {@code font_low_contrast}, {@code
   * font_invalid_color}, {@code font_face_bad}, {@code form_action_mailto}, {@code embeds}, {@code
   * uri_truncated}. Empty when the part gives no such result.
   */
  public OptionalDouble number(String name) {
    Double value = numbers.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * The {@code title}, {@code anchor}, {@code comment} or {@code script} texts; none if unknown.
   */
  public List<String> texts(String name) {
    return texts.getOrDefault(name, List.of());
  }

  /** Whether a tag was ever opened or closed; {@code !doctype} counts. In lower case. */
  public boolean seen(String tag) {
    return inside.containsKey(tag);
  }

  /** How many more times a tag was opened than closed, at the end of the part; never below 0. */
  public int open(String tag) {
    return inside.getOrDefault(tag, 0);
  }

  /** Every tag that was seen, with what {@link #open} gives. */
  public Map<String, Integer> tags() {
    return inside;
  }

  /** Its links in the order of their first appearance. */
  public List<HtmlLink> links() {
    return links;
  }
}
