package org.mailweir.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What all steps of reading one message share: limits, what is left of them, and what was found.
 */
final class Run {

  /**
   * Steps that one message may cost: about a byte looked at on one level of nesting each. They
   * bound the CPU time by counting, so that the same message always ends at the same place.
   */
  private static final long STEPS = 160_000_000;

  private final ParseLimits limits;
  private final Defects defects = new Defects();
  private final LinkList links;
  private final List<Part> leaves = new ArrayList<>();
  private final List<Part> otherLeaves = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private int partsLeft;
  private int bytesLeft;
  private int htmlLeft;
  private int tagsLeft;
  private long headerBytesLeft;
  private long stepsLeft = STEPS;
  private int readings = 1;

  Run(ParseLimits limits) {
    this.limits = limits;
    this.links = new LinkList(limits.links(), defects);
    this.partsLeft = limits.parts();
    this.bytesLeft = limits.decodedBytes();
    this.htmlLeft = limits.htmlChars();
    this.tagsLeft = limits.htmlTags();
    this.headerBytesLeft = 4L * limits.headerBytes();
  }

  ParseLimits limits() {
    return limits;
  }

  Defects defects() {
    return defects;
  }

  LinkList links() {
    return links;
  }

  /** Says in how many ways an entity can be taken. */
  void sawShapes(int shapes) {
    readings = Math.max(readings, shapes);
  }

  /** How many readings of the whole message there are. */
  int readings() {
    return readings;
  }

  /**
   * The readings behind the first have limits of their own, so that the first cannot use them up.
   */
  void startOtherReadings() {
    partsLeft = limits.parts();
    bytesLeft = limits.decodedBytes();
  }

  /** Says that work is done; answers whether more may be done. */
  boolean work(long steps) {
    stepsLeft -= steps;
    return stepsLeft >= 0;
  }

  /** Stops the reading when no more work may be done. */
  void checkWork() {
    if (stepsLeft < 0) {
      throw new Exhausted("work");
    }
  }

  /** Says that one more part is read. */
  void part() {
    if (--partsLeft < 0) {
      throw new Exhausted("parts");
    }
  }

  /** How many decoded bytes of the next part are kept. */
  int partBytes() {
    return Math.min(limits.partBytes(), bytesLeft);
  }

  void keep(int bytes) {
    bytesLeft -= bytes;
  }

  /** How many characters of a text are read as HTML: as far as both of its budgets go. */
  int html(String text) {
    int granted = Math.min(text.length(), htmlLeft);
    if (granted < text.length()) {
      defects.limit("htmlChars");
    }
    int within = withinTags(text, granted);
    if (within < granted) {
      defects.limit("htmlTags");
    }
    htmlLeft -= within;
    return within;
  }

  /** Every tag costs memory, and a misnested one costs it many times over. */
  private int withinTags(String text, int end) {
    int next = text.indexOf('<');
    while (next >= 0 && next < end) {
      if (tagsLeft == 0) {
        return next;
      }
      tagsLeft--;
      next = text.indexOf('<', next + 1);
    }
    return end;
  }

  /** How many bytes of a header block are kept when so many came. */
  int headerBytes(int size) {
    int granted = (int) Math.min(headerBytesLeft, Math.min(size, limits.headerBytes()));
    headerBytesLeft -= granted;
    if (granted < size) {
      defects.limit("headerBytes");
    }
    return granted;
  }

  /** Adds a leaf of the tree. */
  void leaf(Part part) {
    seen.add(key(part));
    leaves.add(part);
  }

  /** Adds a leaf that is not in the tree, unless one with the same content is there already. */
  void otherLeaf(Part part) {
    if (part.bodyLength() > 0 && seen.add(key(part))) {
      otherLeaves.add(part);
    }
  }

  /** The leaves of the tree in order, then the others. */
  List<Part> allLeaves() {
    List<Part> all = new ArrayList<>(leaves);
    all.addAll(otherLeaves);
    return all;
  }

  private static long key(Part part) {
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(part.body());
    return crc.getValue() << 32
        ^ part.bodyLength() * 31
        ^ part.type().hashCode()
        ^ (part.fileName() == null ? 0 : part.fileName().hashCode() * 7L);
  }

  /** A limit of the whole message was reached; the structure is read no further. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String limit;

    Exhausted(String limit) {
      super(limit, null, false, false);
      this.limit = limit;
    }

    String limit() {
      return limit;
    }
  }
}
