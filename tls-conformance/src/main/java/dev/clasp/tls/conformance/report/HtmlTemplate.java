package dev.clasp.tls.conformance.report;

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
import java.util.Locale;
import java.util.Map;

/** Fills a template of this package; what is inserted is escaped. */
final class HtmlTemplate {
  private HtmlTemplate() {}

  static String render(String name, Map<String, Object> model) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    StringWriter page = new StringWriter();
    try (InputStream in = HtmlTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside its class");
      }
      Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      new Template(name, text, configuration).process(model, page);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    } catch (TemplateException e) {
      throw new IllegalStateException(name, e);
    }
    return page.toString();
  }
}
