package org.mailweir.check.rules.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.text.DomainNames;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.check.rules.text.MessageText;
import org.mailweir.check.rules.uri.UriDetail;
import org.mailweir.relay.RelayPath;

/**
 * A message as the functions see it, and what they have found out about it so far. For one thread.
 */
public final class EvalInput {

  private final MessageText text;
  private final Supplier<RelayPath> relays;
  private final Supplier<List<UriDetail>> uris;
  private final DomainNames domains;
  private final EvalSettings settings;
  private final MatchBudget budget;
  private final Map<Class<?>, Object> facts = new HashMap<>();
  private @Nullable List<UriDetail> madeUris;

  /**
   * @param relays gives the way of the message
   * @param uris makes the addresses that the message names, when they are first asked for
   * @param budget what matching may cost
   */
  public EvalInput(
      MessageText text,
      Supplier<RelayPath> relays,
      Supplier<List<UriDetail>> uris,
      DomainNames domains,
      EvalSettings settings,
      MatchBudget budget) {
    this.text = text;
    this.relays = relays;
    this.uris = uris;
    this.domains = domains;
    this.settings = settings;
    this.budget = budget;
  }

  MessageText text() {
    return text;
  }

  RelayPath relays() {
    return relays.get();
  }

  EvalSettings settings() {
    return settings;
  }

  DomainNames domains() {
    return domains;
  }

  MatchBudget budget() {
    return budget;
  }

  List<UriDetail> uris() {
    if (madeUris == null) {
      madeUris = uris.get();
    }
    return madeUris;
  }

  /** The text of a header, or its first address; empty where it is absent. */
  String header(HeaderSelector selector) {
    if (selector.mailbox() != HeaderSelector.Mailbox.NONE) {
      List<String> values = text.headerValues(selector);
      return values.isEmpty() ? "" : values.getFirst();
    }
    String value = text.header(selector);
    return value == null ? "" : value;
  }

  List<String> values(HeaderSelector selector) {
    return text.headerValues(selector);
  }

  /** What several functions need; made when it is first asked for. */
  <T> T once(Class<T> type, Function<EvalInput, T> maker) {
    Object made = facts.get(type);
    if (made == null) {
      made = maker.apply(this);
      facts.put(type, made);
    }
    return type.cast(made);
  }
}
