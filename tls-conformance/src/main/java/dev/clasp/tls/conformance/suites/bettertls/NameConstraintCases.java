package dev.clasp.tls.conformance.suites.bettertls;

import dev.clasp.tls.conformance.suites.bettertls.NameConstraintCase.Constraints;
import dev.clasp.tls.conformance.suites.bettertls.NameConstraintCase.Subject;
import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All of BetterTLS' cases on name constraints, in the order of their numbers: seven single ones,
 * the product of every choice for every field, names under odd tags, and names with others smuggled
 * in.
 */
final class NameConstraintCases {
  private static final int TAGS = 16;
  private static final Constraints OTHER_HOSTS_ONLY =
      new Constraints(Choice.INVALID, Choice.NONE, Choice.NONE, Choice.NONE);
  private static final Constraints NOT_THE_HOST =
      new Constraints(Choice.NONE, Choice.NONE, Choice.VALID, Choice.NONE);
  private static final Constraints OTHER_ADDRESSES_ONLY =
      new Constraints(Choice.NONE, Choice.INVALID, Choice.NONE, Choice.NONE);
  private static final Constraints NOT_THE_ADDRESS =
      new Constraints(Choice.NONE, Choice.NONE, Choice.NONE, Choice.VALID);

  private final List<NameConstraintCase> cases = new ArrayList<>();

  private NameConstraintCases() {}

  static List<NameConstraintCase> all() {
    NameConstraintCases all = new NameConstraintCases();
    all.addSingles();
    all.addProduct();
    all.addOddTags();
    all.addSmuggledNames();
    return all.cases;
  }

  /** What BetterTLS finds out about a validator before it starts, and a URI with a name inside. */
  private void addSingles() {
    Constraints hostsOnly = new Constraints(Choice.VALID, Choice.NONE, Choice.NONE, Choice.NONE);
    add(false, subject(Choice.VALID, Choice.VALID, Choice.NONE), Constraints.NONE);
    add(false, subject(Choice.VALID, Choice.VALID, Choice.NONE), hostsOnly);
    add(false, subject(Choice.NONE, Choice.VALID, Choice.NONE), Constraints.NONE);
    add(false, subject(Choice.NONE, Choice.INVALID, Choice.NONE), Constraints.NONE);
    add(true, subject(Choice.NONE, Choice.NONE, Choice.VALID), Constraints.NONE);
    add(true, subject(Choice.NONE, Choice.NONE, Choice.INVALID), Constraints.NONE);
    add(
        false,
        otherHostAnd(OddName.text(6, "http://foo.bar, DNS:" + NameConstraintCase.HOST)),
        NOT_THE_HOST);
  }

  private void addProduct() {
    for (boolean wantsAddress : List.of(false, true)) {
      for (boolean addressAsCommonName : List.of(false, true)) {
        for (Choice commonName : Choice.values()) {
          for (Choice dns : Choice.values()) {
            for (Choice ip : Choice.values()) {
              Subject subject =
                  new Subject(addressAsCommonName, commonName, dns, ip, Optional.empty());
              addUnderEveryConstraint(wantsAddress, subject);
            }
          }
        }
      }
    }
  }

  private void addUnderEveryConstraint(boolean wantsAddress, Subject subject) {
    for (Choice permittedDns : Choice.values()) {
      for (Choice permittedIp : Choice.values()) {
        for (Choice excludedDns : Choice.values()) {
          for (Choice excludedIp : Choice.values()) {
            add(
                wantsAddress,
                subject,
                new Constraints(permittedDns, permittedIp, excludedDns, excludedIp));
          }
        }
      }
    }
  }

  /** The forbidden name once more, under each tag there could be. */
  private void addOddTags() {
    for (int tag = 0; tag < TAGS; tag++) {
      for (String scheme : List.of("", "http://", "https://", "spiffe://", "unspec://")) {
        addForbiddenHost(OddName.text(tag, scheme + NameConstraintCase.HOST));
      }
      addForbiddenAddress(new OddName(tag, Bytes.of(127, 0, 0, 1)));
      addForbiddenAddress(OddName.text(tag, NameConstraintCase.ADDRESS));
    }
  }

  /** For validators that print alternative names into one line and cut it apart again. */
  private void addSmuggledNames() {
    for (String separator : List.of(", ", ",", ";", ":")) {
      for (String prefix : List.of("", "DNS:")) {
        for (String scheme : List.of("", "http://")) {
          String value =
              scheme + NameConstraintCase.OTHER_HOST + separator + prefix + NameConstraintCase.HOST;
          for (int tag = 0; tag < TAGS; tag++) {
            addForbiddenHost(OddName.text(tag, value));
          }
        }
      }
    }
  }

  private void addForbiddenHost(OddName odd) {
    add(false, otherHostAnd(odd), OTHER_HOSTS_ONLY);
    add(false, otherHostAnd(odd), NOT_THE_HOST);
  }

  private void addForbiddenAddress(OddName odd) {
    Subject subject =
        new Subject(false, Choice.NONE, Choice.NONE, Choice.INVALID, Optional.of(odd));
    add(true, subject, OTHER_ADDRESSES_ONLY);
    add(true, subject, NOT_THE_ADDRESS);
  }

  private void add(boolean wantsAddress, Subject subject, Constraints constraints) {
    cases.add(new NameConstraintCase(wantsAddress, subject, constraints));
  }

  private static Subject otherHostAnd(OddName odd) {
    return new Subject(false, Choice.NONE, Choice.INVALID, Choice.NONE, Optional.of(odd));
  }

  private static Subject subject(Choice commonName, Choice dns, Choice ip) {
    return new Subject(false, commonName, dns, ip, Optional.empty());
  }
}
