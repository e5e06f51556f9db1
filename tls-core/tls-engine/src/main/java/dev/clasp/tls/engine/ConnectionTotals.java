package dev.clasp.tls.engine;

/**
 * What went through a connection so far. Bytes of the wire are those of whole records.
 *
 * @param recordsRead all records, of the handshake too
 * @param wireBytesRead their bytes
 * @param dataBytesRead application data out of them, early data too
 * @param recordsWritten all records
 * @param wireBytesWritten their bytes
 * @param dataBytesWritten application data in them, early data too
 */
public record ConnectionTotals(
    long recordsRead,
    long wireBytesRead,
    long dataBytesRead,
    long recordsWritten,
    long wireBytesWritten,
    long dataBytesWritten) {}
