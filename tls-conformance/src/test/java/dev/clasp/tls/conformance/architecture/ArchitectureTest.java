package dev.clasp.tls.conformance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.clasp.tls.crypto.Secret;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The architecture's rules A1 to A11, checked on the compiled classes of every module. */
class ArchitectureTest {
  private static final String ROOT = "dev.clasp.tls";
  private static final String CRYPTO = ROOT + ".crypto..";
  private static final String X509 = ROOT + ".x509..";
  private static final String RECORD = ROOT + ".record..";
  private static final String HANDSHAKE = ROOT + ".handshake..";
  private static final String JSSE = ROOT + ".jsse..";
  private static final String CONFORMANCE = ROOT + ".conformance..";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyModuleWasImported() {
    Set<String> layers =
        MAIN.stream()
            .map(type -> type.getPackageName().split("\\."))
            .filter(parts -> parts.length > 3)
            .map(parts -> parts[3])
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(
        layers.containsAll(
            Set.of(
                "conformance",
                "crypto",
                "engine",
                "handshake",
                "jsse",
                "protocol",
                "record",
                "x509")),
        layers::toString);
  }

  @Test
  void a1CryptoStandsAlone() {
    check(
        classes()
            .that()
            .resideInAPackage(CRYPTO)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    CRYPTO, "java..", "javax.crypto..", "org.jspecify..", "org.bouncycastle..")));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".crypto.bc..", CONFORMANCE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle.."));
  }

  @Test
  void a1X509DependsOnCryptoOnly() {
    check(
        classes()
            .that()
            .resideInAPackage(X509)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    X509, CRYPTO, "java..", "javax.security.auth.x500..", "org.jspecify..")));
  }

  @Test
  void a2RecordAndHandshakeAreStrangers() {
    check(noClasses().that().resideInAPackage(RECORD).should().dependOnClassesThat(in(HANDSHAKE)));
    check(noClasses().that().resideInAPackage(HANDSHAKE).should().dependOnClassesThat(in(RECORD)));
  }

  @Test
  void a3VersionsAreStrangers() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..tls12..")
            .should()
            .dependOnClassesThat(in("..tls13..")));
    check(
        noClasses()
            .that()
            .resideInAPackage("..tls13..")
            .should()
            .dependOnClassesThat(in("..tls12..")));
  }

  @Test
  void a4TheCoreDoesNoInputOutput() {
    check(
        noClasses()
            .that(are(inTheCore()))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.net..", "java.nio.channels..")
                    .or(resideInAPackage("java.util.concurrent..").and(notNamed("Callable")))
                    .or(
                        DescribedPredicate.describe(
                            "Thread", type -> type.isEquivalentTo(Thread.class)))));
  }

  @Test
  void a4TheCoreHasNoHiddenClockRandomnessOrSettings() {
    check(
        noClasses()
            .that(are(inTheCore()))
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "a hidden clock or setting",
                    call ->
                        call.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("currentTimeMillis", "nanoTime", "getProperty", "getenv")
                                .contains(call.getName()))));
    // The JCA provider makes the one secure source that configurations get by default.
    check(
        noClasses()
            .that(are(inTheCore()))
            .and()
            .resideOutsideOfPackage(ROOT + ".crypto.jca..")
            .should()
            .callConstructorWhere(
                DescribedPredicate.<JavaConstructorCall>describe(
                    "new SecureRandom()",
                    call -> call.getTargetOwner().getName().equals("java.security.SecureRandom"))));
  }

  @Test
  void a5OneSeamForJsseAndOneForJca() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(JSSE, CONFORMANCE)
            .should()
            .dependOnClassesThat(in("javax.net.ssl..")));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".crypto.jca..", CONFORMANCE)
            .should()
            .dependOnClassesThat(
                in("javax.crypto..")
                    .or(
                        DescribedPredicate.describe(
                            "java.security engines",
                            type ->
                                Set.of("Signature", "KeyPairGenerator", "KeyFactory")
                                    .contains(type.getName().replace("java.security.", ""))))));
  }

  /** SHA-1 for archives and old suites: nothing that makes a connection can reach it. */
  @Test
  void insecureSignaturesStayOutOfTls() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(CRYPTO, X509, ROOT + ".conformance.suites..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + ".crypto.InsecureSignatures")
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "CryptoProviders.insecureSignatures, SignatureChecker.insecure",
                    call ->
                        Set.of("insecureSignatures", "insecure").contains(call.getName())
                            && call.getTargetOwner().getPackageName().startsWith(ROOT))));
  }

  @Test
  void a6OnlyTheEngineMakesAlerts() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".engine..", ROOT + ".protocol..", CONFORMANCE)
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "Alert.fatal, Alert.warning",
                    call ->
                        call.getTargetOwner().getName().equals(ROOT + ".protocol.Alert")
                            && Set.of("fatal", "warning").contains(call.getName()))));
  }

  @Test
  void a7MessagesAndExtensionsAreValues() {
    check(
        classes()
            .that()
            .resideInAnyPackage(ROOT + ".handshake.message..", ROOT + ".handshake.extension..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(beAValueOrATable()));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".handshake.message..", ROOT + ".handshake.extension..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    ROOT + ".handshake",
                    ROOT + ".handshake.client..",
                    ROOT + ".handshake.server..",
                    ROOT + ".handshake.config..")));
  }

  @Test
  void a8NoMagic() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(JSSE)
            .should()
            .dependOnClassesThat(
                in("java.lang.reflect..")
                    .or(
                        DescribedPredicate.describe(
                            "ServiceLoader",
                            type -> type.getName().equals("java.util.ServiceLoader"))))
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "Class.forName",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Class.class)
                            && call.getName().equals("forName"))));
  }

  @Test
  void a9PackagesHaveNoCycles() {
    check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void a9EveryPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : MAIN) {
      JavaPackage owner = type.getPackage();
      if (!owner.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(owner.getName());
      }
    }
    assertTrue(unmarked.isEmpty(), () -> "packages without @NullMarked: " + unmarked);
  }

  @Test
  void a10SecretsAreUsedInCryptoAndKeyLogsOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(CRYPTO)
            .and()
            .haveSimpleNameNotContaining("KeyLog")
            .and()
            // Writes the session that the user wants kept, as the user asked.
            .doNotHaveSimpleName("SessionFile")
            .and()
            // Replays vectors: compares published test secrets, makes none.
            .resideOutsideOfPackages(ROOT + ".conformance.rfc8448..")
            .should()
            .callMethodWhere(
                DescribedPredicate.describe("Secret.use", ArchitectureTest::readsASecret)));
  }

  @Test
  void a11NamesSayWhatAClassIs() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(JSSE)
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)"));
  }

  private static boolean readsASecret(JavaCall<?> call) {
    return call.getTargetOwner().isEquivalentTo(Secret.class)
        && Set.of("use", "useIn").contains(call.getName());
  }

  private static ArchCondition<JavaClass> beAValueOrATable() {
    return new ArchCondition<>("be a record, an enum, an interface or a final table") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean value =
            type.isRecord()
                || type.isEnum()
                || type.isInterface()
                || (type.getModifiers()
                        .contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                    && type.getFields().stream()
                        .allMatch(
                            field ->
                                field
                                    .getModifiers()
                                    .contains(
                                        com.tngtech.archunit.core.domain.JavaModifier.FINAL)));
        events.add(new SimpleConditionEvent(type, value, type.getName()));
      }
    };
  }

  private static DescribedPredicate<JavaClass> in(String packages) {
    return resideInAPackage(packages);
  }

  private static DescribedPredicate<JavaClass> notNamed(String simpleName) {
    return DescribedPredicate.describe(
        "but " + simpleName, type -> !type.getSimpleName().equals(simpleName));
  }

  private static DescribedPredicate<JavaClass> inTheCore() {
    return DescribedPredicate.describe(
        "in the core",
        type ->
            type.getPackageName().startsWith(ROOT)
                && !type.getPackageName().startsWith(ROOT + ".jsse")
                && !type.getPackageName().startsWith(ROOT + ".conformance")
                && !type.getPackageName().startsWith(ROOT + ".bench"));
  }

  private static void check(ArchRule rule) {
    // A package of a later issue may not exist yet; everyModuleWasImported keeps the rest honest.
    rule.allowEmptyShould(true).check(MAIN);
  }
}
