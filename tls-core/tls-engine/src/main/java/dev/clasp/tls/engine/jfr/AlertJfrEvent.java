package dev.clasp.tls.engine.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One alert, sent or received. */
@Name(AlertJfrEvent.NAME)
@Label("TLS Alert")
@Category("Clasp")
@Description("An alert, sent or received; one that is sent has its reason")
@StackTrace(false)
final class AlertJfrEvent extends Event {
  static final String NAME = "dev.clasp.tls.Alert";

  @Label("Endpoint")
  String endpoint = "";

  @Label("Sent")
  @Description("By us; otherwise by the peer")
  boolean sent;

  @Label("Level")
  int level;

  @Label("Description")
  String description = "";

  @Label("Reason")
  @Description("Of an alert of ours: field, found, expected, clause")
  String reason = "";

  @Label("Clause")
  @Description("Of the standard that was broken")
  String clause = "";
}
