package org.mailweir.parse;

/**
 * Where a body lies, and how it is read.
 *
 * @param path the path of the entity whose body it is
 * @param depth how deep in the tree that entity lies
 * @param reading which shape of ambiguous entities is taken, from 0
 * @param inTree whether the parts become part of the tree; else only their leaves are kept
 */
record Place(String path, int depth, int reading, boolean inTree) {

  /** The whole message. */
  static Place top(int reading) {
    return new Place("0", 0, reading, reading == 0);
  }

  /** A body below this one that is part of the tree when this one is. */
  Place inside(String at, int atDepth) {
    return new Place(at, atDepth, reading, inTree);
  }

  /** A body that only another reading finds. */
  Place aside(String at, int atDepth) {
    return new Place(at, atDepth, reading, false);
  }
}
