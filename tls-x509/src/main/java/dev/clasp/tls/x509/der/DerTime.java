package dev.clasp.tls.x509.der;

import java.time.Instant;

/**
 * Times as RFC 5280 §4.1.2.5 allows them: {@code YYMMDDHHMMSSZ} or {@code YYYYMMDDHHMMSSZ}, GMT,
 * with seconds, without fractions.
 */
final class DerTime {
  private static final int PIVOT_YEAR = 50; // §4.1.2.5.1: 50..99 are the years 19YY

  private DerTime() {}

  static Instant decode(DerValue value) throws DerException {
    return Instant.ofEpochSecond(seconds(value));
  }

  /** Seconds since 1970; makes no object, since CRLs have a time in each of a million entries. */
  static long seconds(DerValue value) throws DerException {
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
    int month = inRange(value, number(value, at, 2), 1, 12, "month");
    int day = inRange(value, number(value, at + 2, 2), 1, length(year, month), "day");
    int hour = inRange(value, number(value, at + 4, 2), 0, 23, "hour");
    int minute = inRange(value, number(value, at + 6, 2), 0, 59, "minute");
    int second = inRange(value, number(value, at + 8, 2), 0, 59, "second");
    return daysSince1970(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second;
  }

  private static int inRange(DerValue value, int number, int least, int most, String what)
      throws DerException {
    if (number < least || number > most) {
      throw value.fault(
          "no such time: %s %d, expected %d..%d".formatted(what, number, least, most));
    }
    return number;
  }

  private static int length(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Of the proleptic Gregorian calendar; years counted from March, so that leap days come last. */
  private static long daysSince1970(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int monthFromMarch = (month + 9) % 12;
    int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    long leapDays = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    return 365L * y + leapDays + dayOfYear - 719_468; // days from 0000-03-01 to 1970-01-01
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
