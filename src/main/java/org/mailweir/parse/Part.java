package org.mailweir.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of the MIME tree (RFC 2045, 2046).
 *
 * @param path its place in the tree as IMAP counts it: {@code 1}, {@code 1.2}; the root is {@code
 *     0}
 * @param headers its own header fields; those of the root are the message's
 * @param type its media type in lower case, {@code text/plain} where none is given or it is broken
 * @param parameters the parameters of Content-Type, names in lower case, RFC 2231 undone
 * @param encoding its transfer encoding in lower case as understood: {@code 7bit}, {@code base64} …
 * @param disposition {@code inline}, {@code attachment}, another word, or empty
 * @param fileName the attachment's name, decoded, from Content-Disposition or Content-Type
 * @param body the decoded bytes of a leaf, cut at the limits; empty for a node with children
 * @param bodyLength how long the decoded body was before it was cut
 * @param text the decoded text of a text part in Unicode; empty for every other part
 * @param html what a reader sees and does not see of an HTML part; null for every other part
 * @param children the parts of a multipart, or the one message of a message/rfc822
 * @param role how it came to be; only a {@link Role#BODY} is what every reader shows
 */
@SuppressWarnings("ArrayRecordComponent") // large bodies are handed on without a copy
public record Part(
    String path,
    Headers headers,
    String type,
    Map<String, String> parameters,
    String encoding,
    String disposition,
    @Nullable String fileName,
    byte[] body,
    long bodyLength,
    String text,
    @Nullable HtmlText html,
    List<Part> children,
    Role role) {

  /** How a part was found. */
  public enum Role {
    /** A node of the tree, as the headers say. */
    BODY,
    /** Only another reading of an ambiguous structure or encoding gives it. */
    OTHER_READING,
    /** Text before the first boundary line of a multipart. */
    PREAMBLE,
    /** Text behind the last boundary line of a multipart. */
    EPILOGUE,
    /** A file that stands uuencoded in a text part. */
    UUENCODED,
    /** Undecoded bytes behind a limit, or of something that could not be parsed. */
    UNDECODED
  }

  /** A part of the tree. */
  public Part(
      String path,
      Headers headers,
      String type,
      Map<String, String> parameters,
      String encoding,
      String disposition,
      @Nullable String fileName,
      byte[] body,
      long bodyLength,
      String text,
      @Nullable HtmlText html,
      List<Part> children) {
    this(
        path,
        headers,
        type,
        parameters,
        encoding,
        disposition,
        fileName,
        body,
        bodyLength,
        text,
        html,
        children,
        Role.BODY);
  }

  public Part {
    children = List.copyOf(children);
  }

  public boolean isLeaf() {
    return children.isEmpty();
  }

  public boolean isText() {
    return type.startsWith("text/");
  }

  public boolean isHtml() {
    return html != null;
  }

  /** The same part, found in another way. */
  Part as(Role other) {
    return new Part(
        path,
        headers,
        type,
        parameters,
        encoding,
        disposition,
        fileName,
        body,
        bodyLength,
        text,
        html,
        children,
        other);
  }

  /** This leaf as a node above the message that it holds; the bytes stay with the message below. */
  Part withChild(Part child) {
    return new Part(
        path,
        headers,
        type,
        parameters,
        encoding,
        disposition,
        fileName,
        new byte[0],
        0,
        "",
        null,
        List.of(child),
        role);
  }
}
