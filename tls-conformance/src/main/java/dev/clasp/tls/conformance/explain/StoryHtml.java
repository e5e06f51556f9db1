package dev.clasp.tls.conformance.explain;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stories as one self-contained page. It draws what {@link StoryJson} writes, escapes all of it,
 * and needs neither scripts nor a network.
 */
public final class StoryHtml {
  private static final String TEMPLATE = "story.ftlh";

  private StoryHtml() {}

  /**
   * @param stories one, or a handshake and its resumption
   * @param command what was typed
   */
  public static String of(List<Story> stories, String command, Instant now) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    StringWriter page = new StringWriter();
    try (InputStream in = StoryHtml.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IllegalStateException(TEMPLATE + " is missing beside its class");
      }
      Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      new Template(TEMPLATE, text, configuration).process(model(stories, command, now), page);
    } catch (IOException e) {
      throw new UncheckedIOException(TEMPLATE, e);
    } catch (TemplateException e) {
      throw new IllegalStateException(TEMPLATE, e);
    }
    return page.toString();
  }

  private static Map<String, Object> model(List<Story> stories, String command, Instant now) {
    ObjectMapper json = new ObjectMapper();
    List<Map<String, Object>> acts = new ArrayList<>();
    for (Story story : stories) {
      ObjectNode node = json.createObjectNode();
      StoryJson.write(story, node);
      acts.add(json.convertValue(node, new TypeReference<Map<String, Object>>() {}));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("stories", acts);
    model.put("command", command);
    model.put("made", now.truncatedTo(ChronoUnit.SECONDS).toString());
    return model;
  }
}
