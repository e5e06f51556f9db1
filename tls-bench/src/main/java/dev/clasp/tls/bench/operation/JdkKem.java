package dev.clasp.tls.bench.operation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Optional;

/**
 * {@code javax.crypto.KEM}, which came with JDK 21 and late updates of 17, from code compiled for
 * any 17. The JDK's own ML-KEM behind it came with 24.
 *
 * <p>Method handles, since compiling against it would need a newer JDK than the rest of the build.
 * They cost some nanoseconds of an operation of tens of microseconds.
 */
final class JdkKem {
  private static final String KEM = "javax.crypto.KEM";

  private final Object kem;
  private final MethodHandle newEncapsulator;
  private final MethodHandle encapsulate;
  private final MethodHandle encapsulation;
  private final MethodHandle newDecapsulator;
  private final MethodHandle decapsulate;

  private JdkKem(Optional<Provider> provider) throws ReflectiveOperationException, Unavailable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?> kemClass = lookup.findClass(KEM);
    Class<?> encapsulator = lookup.findClass(KEM + "$Encapsulator");
    Class<?> encapsulated = lookup.findClass(KEM + "$Encapsulated");
    Class<?> decapsulator = lookup.findClass(KEM + "$Decapsulator");
    Class<?> secretKey = javax.crypto.SecretKey.class;
    newEncapsulator =
        generic(
            lookup.findVirtual(
                kemClass, "newEncapsulator", MethodType.methodType(encapsulator, PublicKey.class)));
    encapsulate =
        generic(
            lookup.findVirtual(encapsulator, "encapsulate", MethodType.methodType(encapsulated)));
    encapsulation =
        generic(
            lookup.findVirtual(encapsulated, "encapsulation", MethodType.methodType(byte[].class)));
    newDecapsulator =
        generic(
            lookup.findVirtual(
                kemClass,
                "newDecapsulator",
                MethodType.methodType(decapsulator, PrivateKey.class)));
    decapsulate =
        generic(
            lookup.findVirtual(
                decapsulator, "decapsulate", MethodType.methodType(secretKey, byte[].class)));
    try {
      kem =
          provider.isPresent()
              ? lookup
                  .findStatic(
                      kemClass,
                      "getInstance",
                      MethodType.methodType(kemClass, String.class, Provider.class))
                  .invoke("ML-KEM", provider.get())
              : lookup
                  .findStatic(
                      kemClass, "getInstance", MethodType.methodType(kemClass, String.class))
                  .invoke("ML-KEM");
    } catch (Throwable e) { // what a method handle may throw
      throw new Unavailable("no ML-KEM: " + e.getMessage(), e);
    }
  }

  /**
   * The ML-KEM of a provider, or the JDK's.
   *
   * @throws Unavailable where there is no {@code KEM} or no ML-KEM behind it
   */
  static JdkKem of(Optional<Provider> provider) throws Unavailable {
    try {
      return new JdkKem(provider);
    } catch (ReflectiveOperationException e) {
      throw new Unavailable("no javax.crypto.KEM in JDK " + Runtime.version(), e);
    }
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().generic());
  }

  /** An {@code Encapsulated}: secret and ciphertext. */
  Object encapsulate(PublicKey key) throws Exception {
    return call(newEncapsulator, encapsulate, key);
  }

  byte[] ciphertext(Object encapsulated) throws Exception {
    try {
      return (byte[]) encapsulation.invoke(encapsulated);
    } catch (Throwable e) {
      throw asException(e);
    }
  }

  Object decapsulate(PrivateKey key, byte[] ciphertext) throws Exception {
    try {
      return decapsulate.invoke(newDecapsulator.invoke(kem, key), (Object) ciphertext);
    } catch (Throwable e) {
      throw asException(e);
    }
  }

  private Object call(MethodHandle maker, MethodHandle operation, Object key) throws Exception {
    try {
      return operation.invoke(maker.invoke(kem, key));
    } catch (Throwable e) {
      throw asException(e);
    }
  }

  private static Exception asException(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return (Exception) e;
  }
}
