package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * ML-KEM (FIPS 203) of Bouncy Castle; its private key is the 64-byte seed.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcMlKem implements KeyEncapsulation {
  private static final int SEED_LENGTH = 64;
  private static final int MESSAGE_LENGTH = 32;

  private final GroupAlgorithm algorithm;
  private final MLKEMParameters parameters;

  private BcMlKem(GroupAlgorithm algorithm, MLKEMParameters parameters) {
    this.algorithm = algorithm;
    this.parameters = parameters;
  }

  public static BcMlKem mlKem512() {
    return new BcMlKem(GroupAlgorithm.MLKEM512, MLKEMParameters.ml_kem_512);
  }

  public static BcMlKem mlKem768() {
    return new BcMlKem(GroupAlgorithm.MLKEM768, MLKEMParameters.ml_kem_768);
  }

  public static BcMlKem mlKem1024() {
    return new BcMlKem(GroupAlgorithm.MLKEM1024, MLKEMParameters.ml_kem_1024);
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public KeyPair newKeyPair(RandomSource random) {
    Secret seed = random.secret(SEED_LENGTH);
    return new KeyPair(seed, Bytes.copyOf(privateKey(seed).getPublicKey()));
  }

  @Override
  public KeyExchangeReply encapsulate(RandomSource random, Bytes encapsulationKey)
      throws InvalidKeyShare {
    MLKEMPublicKeyParameters key;
    try {
      key = new MLKEMPublicKeyParameters(parameters, encapsulationKey.toArray());
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyShare(
          "%s encapsulation key: %d bytes that fail the checks of FIPS 203 §7.2"
              .formatted(algorithm, encapsulationKey.size()));
    }
    byte[] message = new byte[MESSAGE_LENGTH];
    random.fill(message);
    SecretWithEncapsulation result = MLKEMGenerator.internalGenerateEncapsulated(key, message);
    Arrays.fill(message, (byte) 0);
    return new KeyExchangeReply(
        Bytes.copyOf(result.getEncapsulation()), Secret.takeFrom(result.getSecret()));
  }

  @Override
  public Secret decapsulate(Secret decapsulationKey, Bytes ciphertext) throws InvalidKeyShare {
    MLKEMExtractor extractor = new MLKEMExtractor(privateKey(decapsulationKey));
    if (ciphertext.size() != extractor.getEncapsulationLength()) {
      throw new InvalidKeyShare(
          "%s ciphertext: %d bytes, expected %d (FIPS 203 §7.3)"
              .formatted(algorithm, ciphertext.size(), extractor.getEncapsulationLength()));
    }
    return Secret.takeFrom(extractor.extractSecret(ciphertext.toArray()));
  }

  private MLKEMPrivateKeyParameters privateKey(Secret seed) {
    return seed.use(bytes -> new MLKEMPrivateKeyParameters(parameters, bytes));
  }
}
