package dev.clasp.tls.x509.path;

/** Writes JSON text (RFC 8259) in order; commas and escapes are its business. */
final class JsonWriter {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  JsonWriter beginObject() {
    return open('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter beginArray() {
    return open('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  /** The name of a member; its value must follow. */
  JsonWriter name(String name) {
    separate();
    quote(name);
    text.append(':');
    first = true; // no comma between name and value
    return this;
  }

  JsonWriter value(String value) {
    separate();
    quote(value);
    return this;
  }

  JsonWriter value(boolean value) {
    separate();
    text.append(value);
    return this;
  }

  JsonWriter value(long value) {
    separate();
    text.append(value);
    return this;
  }

  private JsonWriter open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  /** Escapes what RFC 8259 §7 demands, and everything a terminal might take for a command. */
  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || c >= 0x7F && c < 0xA0 || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
