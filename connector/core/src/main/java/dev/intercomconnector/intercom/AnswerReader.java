package dev.intercomconnector.intercom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of one workspace's answers in bounded memory. A few bytes on the wire can unpack
 * to a gigabyte, so what counts is the size after decoding.
 */
final class AnswerReader {

  /**
   * More than this is not read, in bytes. The largest pages have 150 conversations with an HTML
   * e-mail each, and the largest conversations 500 parts.
   */
  static final int LONGEST = 16 * 1024 * 1024;

  /** Up to this size any number of answers is read at the same time, in bytes. */
  static final int SMALL = 256 * 1024;

  /** Of JSON: an empty object of two bytes takes eighty in memory. */
  private static final int MOST_TOKENS = 500_000;

  /** Stands for a body that was not read because of its size. */
  static final JsonNode TOO_LARGE = TextNode.valueOf("too large");

  private static final JsonNode NO_JSON = TextNode.valueOf("no JSON");
  private static final int STEP = 64 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
              .build());

  private final Semaphore large = new Semaphore(1);

  /**
   * Reads a body to its end, or until it is known to be too large.
   *
   * @param longest for waiting until no other large answer is being read
   * @return {@link #TOO_LARGE}, a text node for what is no JSON, a missing node for an empty body
   * @throws IOException when the body breaks off
   */
  JsonNode read(BufferedSource body, Duration longest) throws IOException {
    byte[] bytes = bytes(body, longest);
    if (bytes == null) {
      return TOO_LARGE;
    }
    try {
      return JSON.readTree(bytes);
    } catch (StreamConstraintsException e) {
      return TOO_LARGE;
    } catch (IOException e) {
      return NO_JSON;
    }
  }

  private byte @Nullable [] bytes(BufferedSource body, Duration longest) throws IOException {
    var read = new Buffer();
    boolean isLarge = false;
    try {
      while (body.read(read, STEP) != -1) {
        if (read.size() > LONGEST) {
          return null;
        }
        if (!isLarge && read.size() > SMALL) {
          awaitTurn(longest);
          isLarge = true;
        }
      }
      return read.readByteArray();
    } finally {
      if (isLarge) {
        large.release();
      }
    }
  }

  private void awaitTurn(Duration longest) throws IOException {
    try {
      if (!large.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException("other large answers were read for too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
