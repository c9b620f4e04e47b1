package org.mailweir.parse;

import java.util.List;

/**
 * A message, read once and never changed.
 *
 * @param root the MIME tree; its headers are the message's own
 * @param leaves the leaves of the tree in order, and behind them what only some readers show: other
 *     readings of an ambiguous structure, text outside of all parts, uuencoded files, undecoded
 *     bytes behind a limit; {@link Part#role()} tells them apart
 * @param links links of all parts: those of HTML, and those found in running text
 * @param hops the Received fields from the top, newest first
 * @param defects what is wrong with the message's form, each kind at most a few times
 * @param raw the undecoded message, one char per byte (ISO 8859-1), CRLF kept, cut at the limit
 * @param size the length of the whole message in bytes
 */
public record ParsedMessage(
    Part root,
    List<Part> leaves,
    List<Link> links,
    List<ReceivedHop> hops,
    List<Defect> defects,
    String raw,
    long size) {

  public ParsedMessage {
    leaves = List.copyOf(leaves);
    links = List.copyOf(links);
    hops = List.copyOf(hops);
    defects = List.copyOf(defects);
  }

  public Headers headers() {
    return root.headers();
  }

  public boolean has(Defect.Kind kind) {
    return defects.stream().anyMatch(d -> d.kind() == kind);
  }
}
