package dev.clasp.tls.engine.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One handshake, from the start of the connection until it is complete or has failed. */
@Name(HandshakeJfrEvent.NAME)
@Label("TLS Handshake")
@Category("Clasp")
@Description("A handshake, from the start of the connection until it is complete or has failed")
@StackTrace(false)
final class HandshakeJfrEvent extends Event {
  static final String NAME = "dev.clasp.tls.Handshake";

  @Label("Endpoint")
  @Description("The name that the application gave to this kind of connections")
  String endpoint = "";

  @Label("Protocol Version")
  String version = "";

  @Label("Cipher Suite")
  String cipherSuite = "";

  @Label("Key Exchange Group")
  String group = "";

  @Label("Server Name")
  @Description("What the client asked for, at servers only and unchecked")
  String serverName = "";

  @Label("Application Protocol")
  String applicationProtocol = "";

  @Label("Peer")
  @Description("Subject of the peer's certificate")
  String peer = "";

  @Label("Resumed")
  boolean resumed;

  @Label("Complete")
  boolean complete;

  @Label("Reason")
  @Description("Why it failed: field, found, expected, clause")
  String reason = "";

  @Label("Clause")
  @Description("Of the standard that was broken")
  String clause = "";
}
