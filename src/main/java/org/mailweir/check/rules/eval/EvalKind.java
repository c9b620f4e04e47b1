package org.mailweir.check.rules.eval;

/** The kind of rule that calls a function, which decides on what text it works. */
public enum EvalKind {
  HEADER,
  BODY,
  RAWBODY,
  FULL
}
