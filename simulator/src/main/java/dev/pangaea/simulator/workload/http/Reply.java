package dev.pangaea.simulator.workload.http;

import java.util.zip.CRC32;

/** A whole HTTP reply, as long as its connection takes in no further bytes. */
interface Reply {
  int status();

  /** The body without chunk framing; an error names itself here. */
  String text();

  int bodyLength();

  /** Whether the body begins with these bytes. */
  boolean startsWith(byte[] bytes);

  /** Whether the body has these bytes anywhere. */
  boolean contains(byte[] bytes);

  /** Where the body has these bytes for the last time, or -1; the shorter, the later they stand. */
  int lastIndexOf(byte[] bytes);

  /** The decimal number at a place of the body, behind blanks; -1 if there is none. */
  long number(int at);

  /** Whether the reply declares a checksum in x-amz-crc32 that its body does not have. */
  boolean corrupt(CRC32 crc);

  /** Whether the endpoint closes the connection after this reply. */
  boolean last();
}
