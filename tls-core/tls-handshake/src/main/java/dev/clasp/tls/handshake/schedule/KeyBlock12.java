package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;

/**
 * The key block, cut into the keys of both senders (RFC 5246 §6.3).
 *
 * <pre>{@code
 * key_block = PRF(master_secret, "key expansion", server_random + client_random)
 *
 * +----------------------+----------------------+------------------+------------------+
 * | client_write_MAC_key | server_write_MAC_key | client_write_key | server_write_key |  ...
 * +----------------------+----------------------+------------------+------------------+
 *      +-----------------+-----------------+
 *  ... | client_write_IV | server_write_IV |
 *      +-----------------+-----------------+
 * }</pre>
 *
 * @param client what the client writes with
 * @param server what the server writes with
 */
public record KeyBlock12(Epoch12 client, Epoch12 server) {

  static KeyBlock12 derive(KeySchedule12 schedule, Secret mainSecret, boolean encryptThenMac) {
    Suite12 suite = schedule.suite();
    Protection12 sizes = suite.protection();
    int mac = sizes.macKeyLength();
    int key = sizes.encKeyLength();
    int iv = sizes.fixedIvLength();
    Bytes seed = schedule.serverRandom().bytes().plus(schedule.clientRandom().bytes());
    Secret block = schedule.prf().derive(mainSecret, "key expansion", seed, 2 * (mac + key + iv));
    int keys = 2 * mac;
    int ivs = keys + 2 * key;
    KeyBlock12 cut =
        new KeyBlock12(
            new Epoch12(
                suite,
                block.slice(0, mac),
                block.slice(keys, keys + key),
                block.slice(ivs, ivs + iv),
                encryptThenMac),
            new Epoch12(
                suite,
                block.slice(mac, 2 * mac),
                block.slice(keys + key, ivs),
                block.slice(ivs + iv, ivs + 2 * iv),
                encryptThenMac));
    block.destroy();
    return cut;
  }
}
