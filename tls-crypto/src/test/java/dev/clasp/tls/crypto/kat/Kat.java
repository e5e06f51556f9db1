package dev.clasp.tls.crypto.kat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One known-answer test of a file in {@code vectors/kat}. */
public record Kat(JsonNode fields) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All cases of a file, which must be this many, so that a lost one is noticed. */
  public static List<Kat> load(String file, int count) {
    try (InputStream in = Kat.class.getResourceAsStream("/vectors/kat/" + file)) {
      List<Kat> cases = new ArrayList<>();
      JSON.readTree(in).get("cases").forEach(fields -> cases.add(new Kat(fields)));
      assertEquals(count, cases.size(), file);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String field) {
    return fields.get(field).textValue();
  }

  public int number(String field) {
    return fields.get(field).intValue();
  }

  public Bytes bytes(String field) {
    return Bytes.fromHex(text(field));
  }

  public Secret secret(String field) {
    return Secret.copyOf(bytes(field));
  }

  @Override
  public String toString() {
    return text("id");
  }
}
