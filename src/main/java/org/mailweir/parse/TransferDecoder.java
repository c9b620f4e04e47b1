package org.mailweir.parse;

/** Undoes a transfer encoding piece by piece, leniently, in linear time and constant space. */
sealed interface TransferDecoder
    permits IdentityDecoder, Base64Decoder, QuotedPrintableDecoder, UuDecoder {

  void feed(byte[] bytes, int from, int to);

  /** No more bytes come. */
  void finish();

  /** Whether the input broke the rules of the encoding. */
  boolean broken();
}
