package dev.clasp.tls.crypto.wycheproof;

import java.util.HashMap;
import java.util.Map;

/**
 * How many tests of a file run, and how many ask for sizes or parameters TLS does not have.
 *
 * <p>The sum is the number of tests in the file, as of commit dac1dd47 of C2SP/wycheproof.
 */
record Counts(int run, int notInTls) {
  private static final Map<String, Counts> BY_FILE = new HashMap<>();

  static {
    put("hmac_sha256", 174, 0);
    put("hkdf_sha256", 86, 0);
    put("hmac_sha384", 174, 0);
    put("hkdf_sha384", 83, 0);
    put("hmac_sha512", 174, 0);
    put("hkdf_sha512", 83, 0);
    put("aes_gcm", 133, 183);
    put("chacha20_poly1305", 316, 9);
    put("x25519", 518, 0);
    put("x448", 510, 0);
    put("ecdh_secp256r1", 350, 262);
    put("ecdh_secp256r1_ecpoint", 355, 0);
    put("ecdh_secp384r1", 791, 256);
    put("ecdh_secp384r1_ecpoint", 790, 0);
    put("ecdh_secp521r1", 652, 264);
    put("ecdh_secp521r1_ecpoint", 661, 0);
    put("rsa_signature_2048_sha256", 259, 0);
    put("rsa_signature_2048_sha384", 258, 0);
    put("rsa_signature_2048_sha512", 259, 0);
    put("rsa_signature_3072_sha256", 259, 0);
    put("rsa_signature_3072_sha384", 259, 0);
    put("rsa_signature_3072_sha512", 260, 0);
    put("rsa_signature_4096_sha256", 258, 0);
    put("rsa_signature_4096_sha384", 259, 0);
    put("rsa_signature_4096_sha512", 259, 0);
    put("rsa_pss_2048_sha256_mgf1_0", 0, 103);
    put("rsa_pss_2048_sha256_mgf1_32", 108, 0);
    put("rsa_pss_2048_sha384_mgf1_48", 141, 0);
    put("rsa_pss_3072_sha256_mgf1_32", 108, 0);
    put("rsa_pss_4096_sha256_mgf1_32", 108, 0);
    put("rsa_pss_4096_sha384_mgf1_48", 141, 0);
    put("rsa_pss_4096_sha512_mgf1_32", 0, 177);
    put("rsa_pss_4096_sha512_mgf1_64", 179, 0);
    put("rsa_pss_misc", 3, 147);
    put("rsa_pss_2048_sha256_mgf1_0_params", 0, 103);
    put("rsa_pss_2048_sha256_mgf1_32_params", 108, 0);
    put("rsa_pss_3072_sha256_mgf1_32_params", 108, 0);
    put("rsa_pss_4096_sha512_mgf1_32_params", 0, 177);
    put("rsa_pss_4096_sha512_mgf1_64_params", 179, 0);
    put("rsa_pss_misc_params", 3, 147);
    put("rsa_pkcs1_2048_sig_gen", 27, 16);
    put("rsa_pkcs1_3072_sig_gen", 26, 0);
    put("rsa_pkcs1_4096_sig_gen", 24, 0);
    put("ecdsa_secp256r1_sha256", 484, 0);
    put("ecdsa_secp256r1_sha512", 554, 0);
    put("ecdsa_secp384r1_sha256", 472, 0);
    put("ecdsa_secp384r1_sha384", 504, 0);
    put("ecdsa_secp384r1_sha512", 542, 0);
    put("ecdsa_secp521r1_sha512", 542, 0);
    put("ed25519", 151, 0);
    put("ed448", 87, 0);
    put("aes_ccm", 86, 466);
    put("ecdh_brainpoolP256r1", 537, 267);
    put("ecdh_brainpoolP384r1", 661, 275);
    put("ecdh_brainpoolP512r1", 531, 263);
    put("mlkem_512_keygen_seed", 100, 0);
    put("mlkem_512_encaps", 261, 0);
    put("mlkem_512", 193, 0);
    put("mlkem_768_keygen_seed", 100, 0);
    put("mlkem_768_encaps", 265, 0);
    put("mlkem_768", 193, 0);
    put("mlkem_1024_keygen_seed", 100, 0);
    put("mlkem_1024_encaps", 269, 0);
    put("mlkem_1024", 193, 0);
    put("ecdsa_brainpoolP256r1_sha256", 485, 0);
    put("ecdsa_brainpoolP384r1_sha384", 516, 0);
    put("ecdsa_brainpoolP512r1_sha512", 559, 0);
    put("mldsa_44_verify", 172, 8);
    put("mldsa_44_sign_seed", 72, 14);
    put("mldsa_65_verify", 202, 8);
    put("mldsa_65_sign_seed", 82, 23);
    put("mldsa_87_verify", 233, 8);
    put("mldsa_87_sign_seed", 73, 23);
  }

  static Counts of(String file) {
    return BY_FILE.getOrDefault(file, new Counts(0, 0));
  }

  private static void put(String file, int run, int notInTls) {
    BY_FILE.put(file, new Counts(run, notInTls));
  }
}
