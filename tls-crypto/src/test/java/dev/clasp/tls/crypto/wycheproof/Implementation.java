package dev.clasp.tls.crypto.wycheproof;

import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.bc.BcAeads;
import dev.clasp.tls.crypto.bc.BcEcdh;
import dev.clasp.tls.crypto.bc.BcHashes;
import dev.clasp.tls.crypto.bc.BcMlKem;
import dev.clasp.tls.crypto.bc.BcSigningKeys;
import dev.clasp.tls.crypto.bc.BcVerifiers;
import dev.clasp.tls.crypto.bc.BcXdh;
import dev.clasp.tls.crypto.ec.P256;
import dev.clasp.tls.crypto.ec.X25519;
import dev.clasp.tls.crypto.jca.JcaAeads;
import dev.clasp.tls.crypto.jca.JcaEcdh;
import dev.clasp.tls.crypto.jca.JcaHashes;
import dev.clasp.tls.crypto.jca.JcaSigningKeys;
import dev.clasp.tls.crypto.jca.JcaVerifiers;
import dev.clasp.tls.crypto.jca.JcaXdh;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import dev.clasp.tls.crypto.mlkem.MlKem;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.List;

/** One building block with everything it implements, its keys deterministic. */
record Implementation(
    String name,
    Hashes hashes,
    Aeads aeads,
    List<DiffieHellman> functions,
    List<KeyEncapsulation> mechanisms,
    SignatureVerifiers verifiers,
    SigningKeys signingKeys) {

  Suite suite(String file, Check check) {
    return new Suite(name, file, check);
  }

  static List<Implementation> all() {
    return List.of(jca(), bouncyCastle());
  }

  /** Our own arithmetic, and in the other fields what is not tested under this name. */
  static Implementation own() {
    return new Implementation(
        "own",
        new JcaHashes(),
        new JcaAeads(),
        List.of(new X25519(), new P256()),
        List.of(MlKem.mlKem512(), MlKem.mlKem768(), MlKem.mlKem1024()),
        CryptoProviders.standard().verifiers(),
        new JcaSigningKeys(Checks.zeros()));
  }

  private static Implementation jca() {
    return new Implementation(
        "jca",
        new JcaHashes(),
        new JcaAeads(),
        List.of(
            JcaXdh.x25519(),
            JcaXdh.x448(),
            new JcaEcdh(GroupAlgorithm.SECP256R1),
            new JcaEcdh(GroupAlgorithm.SECP384R1),
            new JcaEcdh(GroupAlgorithm.SECP521R1)),
        List.of(),
        new JcaVerifiers(),
        new JcaSigningKeys(Checks.zeros()));
  }

  private static Implementation bouncyCastle() {
    return new Implementation(
        "bc",
        new BcHashes(),
        new BcAeads(),
        List.of(
            BcXdh.x25519(),
            BcXdh.x448(),
            new BcEcdh(GroupAlgorithm.SECP256R1),
            new BcEcdh(GroupAlgorithm.SECP384R1),
            new BcEcdh(GroupAlgorithm.SECP521R1),
            new BcEcdh(GroupAlgorithm.BRAINPOOLP256R1),
            new BcEcdh(GroupAlgorithm.BRAINPOOLP384R1),
            new BcEcdh(GroupAlgorithm.BRAINPOOLP512R1)),
        List.of(BcMlKem.mlKem512(), BcMlKem.mlKem768(), BcMlKem.mlKem1024()),
        new BcVerifiers(),
        new BcSigningKeys(Checks.zeros()));
  }
}
