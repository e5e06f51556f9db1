package dev.clasp.tls.crypto;

/**
 * The responder's half of a key exchange.
 *
 * <p>CT: compares as {@link Secret} does.
 *
 * @param share what to send back
 * @param secret what both sides now share
 */
public record KeyExchangeReply(Bytes share, Secret secret) {}
