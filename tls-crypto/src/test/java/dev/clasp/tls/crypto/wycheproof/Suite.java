package dev.clasp.tls.crypto.wycheproof;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import java.util.ArrayList;
import java.util.List;

/** Which file is run against what of an implementation, and how. */
record Suite(String implementation, String file, Check check) {
  private static final List<String> RSA_PKCS1_FILES =
      List.of(
          "rsa_signature_2048_sha256",
          "rsa_signature_2048_sha384",
          "rsa_signature_2048_sha512",
          "rsa_signature_3072_sha256",
          "rsa_signature_3072_sha384",
          "rsa_signature_3072_sha512",
          "rsa_signature_4096_sha256",
          "rsa_signature_4096_sha384",
          "rsa_signature_4096_sha512");

  private static final List<String> RSA_PSS_FILES =
      List.of(
          "rsa_pss_2048_sha256_mgf1_0",
          "rsa_pss_2048_sha256_mgf1_32",
          "rsa_pss_2048_sha384_mgf1_48",
          "rsa_pss_3072_sha256_mgf1_32",
          "rsa_pss_4096_sha256_mgf1_32",
          "rsa_pss_4096_sha384_mgf1_48",
          "rsa_pss_4096_sha512_mgf1_32",
          "rsa_pss_4096_sha512_mgf1_64",
          "rsa_pss_misc");

  private static final List<String> RSA_PSS_KEY_FILES =
      List.of(
          "rsa_pss_2048_sha256_mgf1_0_params", "rsa_pss_2048_sha256_mgf1_32_params",
          "rsa_pss_3072_sha256_mgf1_32_params", "rsa_pss_4096_sha512_mgf1_32_params",
          "rsa_pss_4096_sha512_mgf1_64_params", "rsa_pss_misc_params");

  static List<Suite> all() {
    List<Suite> suites = new ArrayList<>();
    Implementation.all().forEach(implementation -> addAll(implementation, suites));
    Implementation own = Implementation.own();
    own.functions().forEach(function -> addFunction(own, function, suites));
    own.mechanisms().forEach(mechanism -> addMechanism(own, mechanism, suites));
    add(own, "ecdsa_secp256r1_sha256", SignatureAlgorithm.ECDSA_SECP256R1_SHA256, suites);
    add(own, "ecdsa_secp256r1_sha512", SignatureAlgorithm.ECDSA_SHA512, suites);
    return suites;
  }

  private static void addAll(Implementation of, List<Suite> suites) {
    for (HashAlgorithm hash : HashAlgorithm.values()) {
      String size = "sha" + 8 * hash.length();
      suites.add(of.suite("hmac_" + size, Checks.hmac(of.hashes(), hash)));
      suites.add(of.suite("hkdf_" + size, Checks.hkdf(of.hashes(), hash)));
    }
    suites.add(of.suite("aes_gcm", Checks.aead(of.aeads())));
    suites.add(of.suite("chacha20_poly1305", Checks.aead(of.aeads())));
    if (of.aeads().algorithms().contains(AeadAlgorithm.AES_128_CCM)) {
      suites.add(of.suite("aes_ccm", Checks.aead(of.aeads())));
    }
    of.functions().forEach(function -> addFunction(of, function, suites));
    of.mechanisms().forEach(mechanism -> addMechanism(of, mechanism, suites));
    addSignatures(of, suites);
  }

  private static void addFunction(Implementation of, DiffieHellman dh, List<Suite> suites) {
    GroupAlgorithm group = dh.algorithm();
    switch (group) {
      case X25519, X448 -> suites.add(of.suite(group.toString(), Checks.xdh(dh)));
      case SECP256R1 -> addCurve(of, dh, 32, "06082a8648ce3d030107034200", suites);
      case SECP384R1 -> addCurve(of, dh, 48, "06052b81040022036200", suites);
      case SECP521R1 -> addCurve(of, dh, 66, "06052b8104002303818600", suites);
      case BRAINPOOLP256R1 -> addCurve(of, dh, 32, "06092b2403030208010107034200", suites);
      case BRAINPOOLP384R1 -> addCurve(of, dh, 48, "06092b240303020801010b036200", suites);
      case BRAINPOOLP512R1 -> addCurve(of, dh, 64, "06092b240303020801010d03818200", suites);
      default -> throw new IllegalArgumentException("no files for " + group);
    }
  }

  private static void addCurve(
      Implementation of, DiffieHellman dh, int scalar, String curveAndBits, List<Suite> suites) {
    Bytes end = Bytes.fromHex(curveAndBits);
    Bytes header = header(end, 2 * scalar + 1);
    String file = "ecdh_" + dh.algorithm();
    suites.add(of.suite(file, Checks.ecSubjectPublicKeyInfo(dh, scalar, header)));
    if (file.startsWith("ecdh_secp")) {
      suites.add(of.suite(file + "_ecpoint", Checks.ecPoint(dh, scalar)));
    }
  }

  /**
   * A SubjectPublicKeyInfo up to the point: SEQUENCE { SEQUENCE { id-ecPublicKey, curve }, bits.
   */
  private static Bytes header(Bytes curveAndBits, int pointSize) {
    Bytes identifier = Bytes.fromHex("06072a8648ce3d0201");
    int curveSize = 2 + curveAndBits.get(1);
    int bitsHeader = curveAndBits.size() - curveSize;
    int algorithmSize = identifier.size() + curveSize;
    int total = 2 + algorithmSize + bitsHeader + pointSize;
    Bytes outer = total < 128 ? Bytes.of(0x30, total) : Bytes.of(0x30, 0x81, total);
    return Bytes.concat(outer, Bytes.of(0x30, algorithmSize), identifier, curveAndBits);
  }

  private static void addMechanism(Implementation of, KeyEncapsulation kem, List<Suite> suites) {
    String size = "mlkem_" + kem.algorithm().toString().substring("MLKEM".length());
    suites.add(of.suite(size + "_keygen_seed", Checks.mlKemKeyGeneration(kem)));
    suites.add(of.suite(size + "_encaps", Checks.mlKemEncapsulation(kem)));
    suites.add(of.suite(size, Checks.mlKemDecapsulation(kem)));
  }

  private static void addSignatures(Implementation of, List<Suite> suites) {
    for (String file : RSA_PKCS1_FILES) {
      String hash = file.substring(file.lastIndexOf('_') + 1).toUpperCase(java.util.Locale.ROOT);
      add(of, file, SignatureAlgorithm.valueOf("RSA_PKCS1_" + hash), suites);
    }
    RSA_PSS_FILES.forEach(
        file -> suites.add(of.suite(file, Checks.verifyPss(of.verifiers(), false))));
    RSA_PSS_KEY_FILES.forEach(
        file -> suites.add(of.suite(file, Checks.verifyPss(of.verifiers(), true))));
    for (String size : List.of("2048", "3072", "4096")) {
      suites.add(of.suite("rsa_pkcs1_" + size + "_sig_gen", Checks.signPkcs1(of.signingKeys())));
    }
    add(of, "ecdsa_secp256r1_sha256", SignatureAlgorithm.ECDSA_SECP256R1_SHA256, suites);
    add(of, "ecdsa_secp256r1_sha512", SignatureAlgorithm.ECDSA_SHA512, suites);
    add(of, "ecdsa_secp384r1_sha256", SignatureAlgorithm.ECDSA_SHA256, suites);
    add(of, "ecdsa_secp384r1_sha384", SignatureAlgorithm.ECDSA_SECP384R1_SHA384, suites);
    add(of, "ecdsa_secp384r1_sha512", SignatureAlgorithm.ECDSA_SHA512, suites);
    add(of, "ecdsa_secp521r1_sha512", SignatureAlgorithm.ECDSA_SECP521R1_SHA512, suites);
    add(
        of,
        "ecdsa_brainpoolP256r1_sha256",
        SignatureAlgorithm.ECDSA_BRAINPOOLP256R1_SHA256,
        suites);
    add(
        of,
        "ecdsa_brainpoolP384r1_sha384",
        SignatureAlgorithm.ECDSA_BRAINPOOLP384R1_SHA384,
        suites);
    add(
        of,
        "ecdsa_brainpoolP512r1_sha512",
        SignatureAlgorithm.ECDSA_BRAINPOOLP512R1_SHA512,
        suites);
    add(of, "ed25519", SignatureAlgorithm.ED25519, suites);
    add(of, "ed448", SignatureAlgorithm.ED448, suites);
    for (String size : List.of("44", "65", "87")) {
      SignatureAlgorithm algorithm = SignatureAlgorithm.valueOf("MLDSA" + size);
      if (of.verifiers().algorithms().contains(algorithm)) {
        String file = "mldsa_" + size;
        suites.add(of.suite(file + "_verify", Checks.verifyMlDsa(of.verifiers(), algorithm)));
        suites.add(of.suite(file + "_sign_seed", Checks.signMlDsa(of.signingKeys(), algorithm)));
      }
    }
  }

  private static void add(
      Implementation of, String file, SignatureAlgorithm algorithm, List<Suite> suites) {
    if (of.verifiers().algorithms().contains(algorithm)) {
      suites.add(of.suite(file, Checks.verify(of.verifiers(), algorithm)));
    }
  }

  @Override
  public String toString() {
    return implementation + " " + file;
  }
}
