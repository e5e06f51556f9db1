package dev.clasp.tls.x509.der;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as RFC 5280 §4.1.2.5 allows them: {@code YYMMDDHHMMSSZ} or {@code YYYYMMDDHHMMSSZ}, GMT,
 * with seconds, without fractions.
 */
final class DerTime {
  private static final int PIVOT_YEAR = 50; // §4.1.2.5.1: 50..99 are the years 19YY

  private DerTime() {}

  static Instant decode(DerValue value) throws DerException {
    if (value.tag() != Tag.UTC_TIME && value.tag() != Tag.GENERALIZED_TIME) {
      throw value.fault(
          "found %s, expected UTCTime or GeneralizedTime".formatted(Tag.describe(value.tag())));
    }
    boolean utc = value.tag() == Tag.UTC_TIME;
    int digits = utc ? 12 : 14;
    if (value.length() != digits + 1 || value.source().get(value.end() - 1) != 'Z') {
      throw value.fault(
          utc
              ? "expected YYMMDDHHMMSSZ (RFC 5280 §4.1.2.5.1)"
              : "expected YYYYMMDDHHMMSSZ (RFC 5280 §4.1.2.5.2)");
    }
    int at = value.content();
    int year;
    if (utc) {
      int twoDigits = number(value, at, 2);
      year = twoDigits >= PIVOT_YEAR ? 1900 + twoDigits : 2000 + twoDigits;
      at += 2;
    } else {
      year = number(value, at, 4);
      at += 4;
    }
    try {
      return LocalDateTime.of(
              year,
              number(value, at, 2),
              number(value, at + 2, 2),
              number(value, at + 4, 2),
              number(value, at + 6, 2),
              number(value, at + 8, 2))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw value.fault("no such time: " + e.getMessage());
    }
  }

  private static int number(DerValue value, int from, int digits) throws DerException {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = value.source().get(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DerException(value.field(), i, "expected a digit");
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
