package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.Transport;
import java.io.IOException;

/** A target that is another one with something added. */
abstract class ForwardingTarget implements Target {
  private final Target target;

  ForwardingTarget(Target target) {
    this.target = target;
  }

  @Override
  public String describe() {
    return target.describe();
  }

  @Override
  public String host() {
    return target.host();
  }

  @Override
  public int port() {
    return target.port();
  }

  @Override
  public Transport connect() throws IOException {
    return target.connect();
  }

  @Override
  public boolean answers() {
    return target.answers();
  }

  @Override
  public boolean hasDied() {
    return target.hasDied();
  }

  @Override
  public boolean restart() throws IOException {
    return target.restart();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
