package dev.clasp.tls.record;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;

/**
 * The content of one received record that is not application data.
 *
 * @param content a copy; never empty
 * @param wasProtected whether the record was authenticated under the read keys
 */
public record Fragment(ContentType type, Bytes content, boolean wasProtected)
    implements ReadOutcome {}
