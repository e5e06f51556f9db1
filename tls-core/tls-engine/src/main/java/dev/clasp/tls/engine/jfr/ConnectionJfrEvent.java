package dev.clasp.tls.engine.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One connection that has ended, and what went through it. */
@Name(ConnectionJfrEvent.NAME)
@Label("TLS Connection")
@Category("Clasp")
@Description("A connection from its start to its end, and what went through it")
@StackTrace(false)
final class ConnectionJfrEvent extends Event {
  static final String NAME = "dev.clasp.tls.Connection";

  @Label("Endpoint")
  String endpoint = "";

  @Label("Records Read")
  long recordsRead;

  @Label("Wire Bytes Read")
  @DataAmount
  long wireBytesRead;

  @Label("Data Bytes Read")
  @DataAmount
  long dataBytesRead;

  @Label("Records Written")
  long recordsWritten;

  @Label("Wire Bytes Written")
  @DataAmount
  long wireBytesWritten;

  @Label("Data Bytes Written")
  @DataAmount
  long dataBytesWritten;
}
