package dev.clasp.tls.crypto.hpke;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PerRecordNonce;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.ec.P256;
import dev.clasp.tls.crypto.ec.X25519;
import dev.clasp.tls.crypto.kex.DiffieHellman;

/**
 * HPKE with one suite in base mode (RFC 9180 §5.1.1). Thread-safe.
 *
 * <p>CT: as its key exchange, AEAD and HMAC.
 */
public final class Hpke {
  private static final int MODE_BASE = 0;
  private static final int KEM_SECRET_LENGTH = 32; // Nsecret of both KEMs (§7.1)

  private final HpkeSuite suite;
  private final Aeads aeads;
  private final DiffieHellman function;
  private final LabeledKdf kemKdf;
  private final LabeledKdf kdf;

  public Hpke(Hashes hashes, Aeads aeads, HpkeSuite suite) {
    this.suite = suite;
    this.aeads = aeads;
    this.function = suite.kem() == GroupAlgorithm.X25519 ? new X25519() : new P256();
    this.kemKdf = new LabeledKdf(new Hkdf(hashes, HashAlgorithm.SHA256), suite.kemSuiteId());
    this.kdf = new LabeledKdf(new Hkdf(hashes, suite.kdf()), suite.suiteId());
  }

  /**
   * A recipient's keys.
   *
   * @param privateKey as SerializePrivateKey gives it (§7.1.2)
   * @param publicKey as SerializePublicKey gives it (§7.1.1)
   */
  public record RecipientKeys(Secret privateKey, Bytes publicKey) {}

  /**
   * The sender's side of a setup.
   *
   * @param encapsulatedKey {@code enc}, for the recipient
   * @param context to seal with
   */
  public record Sender(Bytes encapsulatedKey, HpkeContext context) {}

  public RecipientKeys newKeys(RandomSource random) {
    DiffieHellman.KeyPair pair = function.newKeyPair(random);
    return new RecipientKeys(pair.privateKey(), pair.share());
  }

  /**
   * SetupBaseS.
   *
   * @param info binds the context to its purpose; both sides must give the same
   * @throws InvalidKeyShare when the recipient's key is one the standard refuses
   */
  public Sender setupSender(RandomSource random, Bytes recipientKey, Bytes info)
      throws InvalidKeyShare {
    DiffieHellman.KeyPair ephemeral = function.newKeyPair(random);
    try {
      Secret dh = function.agree(ephemeral.privateKey(), recipientKey);
      Secret shared = extractAndExpand(dh, ephemeral.share().plus(recipientKey));
      return new Sender(ephemeral.share(), schedule(shared, info));
    } finally {
      ephemeral.privateKey().destroy();
    }
  }

  /**
   * SetupBaseR.
   *
   * @param encapsulatedKey {@code enc}
   * @throws InvalidKeyShare when it is one the standard refuses
   */
  public HpkeContext setupRecipient(RecipientKeys keys, Bytes encapsulatedKey, Bytes info)
      throws InvalidKeyShare {
    Secret dh = function.agree(keys.privateKey(), encapsulatedKey);
    return schedule(extractAndExpand(dh, encapsulatedKey.plus(keys.publicKey())), info);
  }

  /** §4.1; destroys what it is given. */
  private Secret extractAndExpand(Secret dh, Bytes kemContext) {
    Secret prk = kemKdf.extract(Secret.zeros(0), "eae_prk", dh);
    Secret shared = kemKdf.expand(prk, "shared_secret", kemContext, KEM_SECRET_LENGTH);
    dh.destroy();
    prk.destroy();
    return shared;
  }

  /** KeySchedule (§5.1) without a pre-shared key; destroys the shared secret. */
  private HpkeContext schedule(Secret sharedSecret, Bytes info) {
    Bytes context =
        Bytes.concat(
            Bytes.of(MODE_BASE),
            kdf.extractPublic("psk_id_hash", Bytes.empty()),
            kdf.extractPublic("info_hash", info));
    Secret secret = kdf.extract(sharedSecret, "secret", Secret.zeros(0));
    Secret key = kdf.expand(secret, "key", context, suite.aead().keyLength());
    Secret nonce = kdf.expand(secret, "base_nonce", context, AeadAlgorithm.NONCE_LENGTH);
    Secret exporter = kdf.expand(secret, "exp", context, suite.kdf().length());
    Aead aead = aeads.keyed(suite.aead(), key);
    PerRecordNonce nonces = new PerRecordNonce(nonce);
    for (Secret used : new Secret[] {sharedSecret, secret, key, nonce}) {
      used.destroy();
    }
    return new HpkeContext(aead, nonces, kdf, exporter);
  }
}
