package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of {@code clasp explain --html} in a real browser, without a window. */
class ExplainPageTest {
  /** Light and dark, at the top of the page, where nothing is drawn. */
  private static final int LIGHT_GROUND = 0xFBFBF9;

  private static final int DARK_GROUND = 0x15171A;
  private static final Pattern MESSAGE =
      Pattern.compile("<details class=\"msg[^>]*data-from=\"(\\w+)\" data-name=\"(\\w+)\"");

  @TempDir private Path directory;
  private Path page = Path.of("");

  @BeforeAll
  static void requireTheBrowser() {
    assumeTrue(browser().isPresent(), "chromium is not installed");
  }

  @BeforeEach
  void writeThePage() {
    page = directory.resolve("page.html");
    assertEquals(
        ExitCode.OK, Invocation.of("explain", "--self", "--html", page.toString()).exitCode());
  }

  @Test
  void showsTheMessagesOfBothSidesInOrder() throws Exception {
    String dom = dumpDom(page);

    assertEquals(
        List.of(
            "client ClientHello",
            "server ServerHello",
            "server change_cipher_spec",
            "server EncryptedExtensions",
            "server Certificate",
            "server CertificateVerify",
            "server Finished",
            "client change_cipher_spec",
            "client Finished",
            "client application_data",
            "server application_data",
            "client alert",
            "server alert"),
        spoken(dom));
  }

  @Test
  void showsTheEightStepsOfTheClassicHandshake() throws Exception {
    Invocation.of("explain", "--self", "--tls", "1.2", "--legacy", "--html", page.toString());

    String dom = dumpDom(page);

    assertEquals(
        List.of(
            "client ClientHello",
            "server ServerHello",
            "server Certificate",
            "server ServerHelloDone",
            "client ClientKeyExchange",
            "client change_cipher_spec",
            "client Finished",
            "server change_cipher_spec",
            "server Finished"),
        spoken(dom).subList(0, 9));
    assertEquals(7, count(dom, "<li class=\"step here\">"));
    assertEquals(1, count(dom, "<li class=\"step skipped\">"), "no ServerKeyExchange with RSA");
  }

  private static List<String> spoken(String dom) {
    List<String> spoken = new ArrayList<>();
    Matcher matcher = MESSAGE.matcher(dom);
    while (matcher.find()) {
      spoken.add(matcher.group(1) + " " + matcher.group(2));
    }
    return spoken;
  }

  /** What the browser made of the page is what was written: nothing was repaired, nothing lost. */
  @Test
  void isWellFormed() throws Exception {
    String dom = dumpDom(page);

    String written = Files.readString(page);
    for (String tag : List.of("details", "summary", "table", "tr", "td", "li", "section", "a")) {
      assertEquals(count(written, "<" + tag + "[ >]"), count(dom, "<" + tag + "[ >]"), tag);
      assertEquals(count(dom, "<" + tag + "[ >]"), count(dom, "</" + tag + ">"), tag);
    }
  }

  /** A link inside the page leads somewhere: from steps to messages, from bytes to their fields. */
  @Test
  void leadsToWhatItNames() throws IOException {
    String written = Files.readString(page);

    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(written);
    int found = 0;
    while (links.find()) {
      assertEquals(1, count(written, "id=\"" + links.group(1) + "\""), links.group(1));
      found++;
    }
    assertTrue(found > 100, () -> "too few links in the page");
  }

  @ParameterizedTest
  @CsvSource({"light, 1200", "light, 390", "dark, 1200", "dark, 390"})
  void drawsBothColourSchemesAtEveryWidth(String scheme, int width) throws Exception {
    BufferedImage drawn = screenshot(page, scheme, width, 2400);

    assertEquals(
        scheme.equals("light") ? LIGHT_GROUND : DARK_GROUND, drawn.getRGB(2, 2) & 0xFFFFFF);
    assertTrue(colours(drawn) > 50, "hardly anything is drawn");
  }

  @Test
  void opensAMessageWithoutScripts() throws Exception {
    BufferedImage closed = screenshot(page, "light", 1200, 2400);
    Path open = directory.resolve("open.html");
    Files.writeString(
        open,
        Files.readString(page)
            .replaceFirst("<details class=\"msg\"", "<details open class=\"msg\""));

    BufferedImage opened = screenshot(open, "light", 1200, 2400);

    assertNotEquals(row(closed, 1600), row(opened, 1600), "opening a message shows nothing");
  }

  /** On a narrow screen the page must not have to be moved sideways. */
  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768, 1200})
  void fitsTheWidthOfTheScreen(int width) throws Exception {
    Path probe = directory.resolve("probe.html");
    Files.writeString(
        probe,
        Files.readString(page)
            .replace("<details class=\"", "<details open class=\"")
            .replace(
                "</body>",
                "<script>document.title = 'overflow ' + Math.max(0,"
                    + " document.documentElement.scrollWidth - innerWidth)</script></body>"));

    String dom = dumpDom(probe, "--window-size=" + width + ",1000");

    assertTrue(dom.contains("<title>overflow 0</title>"), () -> title(dom));
  }

  private static String title(String dom) {
    Matcher title = Pattern.compile("<title>(.*?)</title>").matcher(dom);
    return title.find() ? title.group(1) : "no title";
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static long colours(BufferedImage image) {
    return java.util.stream.IntStream.range(0, image.getHeight())
        .flatMap(
            y -> java.util.stream.IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
        .distinct()
        .count();
  }

  private static List<Integer> row(BufferedImage image, int y) {
    return java.util.stream.IntStream.range(0, image.getWidth())
        .mapToObj(x -> image.getRGB(x, y))
        .toList();
  }

  private String dumpDom(Path file, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--dump-dom", file.toUri().toString()));
    return run(all);
  }

  private BufferedImage screenshot(Path file, String scheme, int width, int height)
      throws Exception {
    Path image = directory.resolve("screenshot.png");
    run(
        List.of(
            "--hide-scrollbars",
            "--window-size=%d,%d".formatted(width, height),
            // The number is that of an enum in the browser's engine: 0 is dark, 1 light.
            "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
            "--screenshot=" + image,
            file.toUri().toString()));
    return ImageIO.read(image.toFile());
  }

  private String run(List<String> options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                browser().orElseThrow(),
                "--headless",
                "--no-sandbox", // a page of our own, and containers have no other way
                "--disable-gpu",
                "--user-data-dir=" + directory.resolve("profile")));
    command.addAll(options);
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser does not end");
      assertEquals(0, process.exitValue(), () -> "the browser fails: " + command);
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  static java.util.Optional<String> browser() {
    return java.util.stream.Stream.of("chromium", "chromium-browser", "google-chrome")
        .filter(
            name ->
                java.util.stream.Stream.of(System.getenv("PATH").split(":", -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
        .findFirst();
  }
}
