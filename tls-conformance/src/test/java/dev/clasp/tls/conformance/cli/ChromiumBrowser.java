package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window, driven through the DevTools protocol. */
final class ChromiumBrowser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = 60; // seconds; the first start of a browser takes long

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private int lastId;

  /**
   * @param trustedKey SHA-256 of the one SubjectPublicKeyInfo to trust, in base64
   */
  ChromiumBrowser(String program, Path profile, String trustedKey) throws Exception {
    process =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox", // pages of our own, and containers have no other way
                "--disable-gpu",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--ignore-certificate-errors-spki-list=" + trustedKey,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    int port = URI.create(debuggerUrl()).getPort();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest newPage =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode page =
        JSON.readTree(client.send(newPage, HttpResponse.BodyHandlers.ofString()).body());
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(page.get("webSocketDebuggerUrl").asText()), new Receiver(messages))
            .get(PATIENCE, TimeUnit.SECONDS);
    send("Network.enable", Map.of());
    send("Network.setCacheDisabled", Map.of("cacheDisabled", true));
  }

  /** The browser tells where it listens, and then goes on telling other things. */
  private String debuggerUrl() throws Exception {
    BufferedReader output = process.inputReader();
    CompletableFuture<String> url = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                  if (line.startsWith("DevTools listening on ")) {
                    url.complete(line.substring("DevTools listening on ".length()));
                  }
                }
              } catch (IOException e) {
                url.completeExceptionally(e);
              }
              url.completeExceptionally(new IOException("the browser ended"));
            },
            "chromium output");
    reader.setDaemon(true);
    reader.start();
    return url.get(PATIENCE, TimeUnit.SECONDS);
  }

  /** Loads a page and gives the response to its first request, as DevTools describes it. */
  JsonNode load(String url) throws Exception {
    messages.clear();
    int id = send("Page.navigate", Map.of("url", url));
    for (; ; ) {
      JsonNode message = messages.poll(PATIENCE, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("the browser says nothing about " + url);
      }
      String error = message.at("/result/errorText").asText();
      if (message.path("id").asInt() == id && !error.isEmpty()) {
        throw new AssertionError("the browser refuses " + url + ": " + error);
      }
      if (message.path("method").asText().equals("Network.responseReceived")
          && message.at("/params/response/url").asText().equals(url)) {
        return message.at("/params/response");
      }
    }
  }

  private int send(String method, Map<String, Object> parameters) throws Exception {
    lastId++;
    String text =
        JSON.writeValueAsString(Map.of("id", lastId, "method", method, "params", parameters));
    socket.sendText(text, true).get(PATIENCE, TimeUnit.SECONDS);
    return lastId;
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static final class Receiver implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages;
    private final StringBuilder text = new StringBuilder();

    Receiver(BlockingQueue<JsonNode> messages) {
      this.messages = messages;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          messages.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
