package dev.clasp.tls.conformance.property;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.run.ConversationCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn is a conversation that the format allows, and the same one for the same seed. */
class PropertiesTest {
  private static final int DRAWN = 4;

  @Test
  void thereAreManyAndTheirNamesAreUnique() {
    List<Property> all = Properties.all();
    Set<String> ids = all.stream().map(Property::id).collect(Collectors.toSet());
    assertAll(
        () -> assertEquals(48, all.size()),
        () -> assertEquals(all.size(), ids.size()),
        () ->
            assertTrue(
                all.stream().filter(each -> each.side().role == TargetRole.CLIENT).count() >= 15));
  }

  @Test
  void everyConversationDrawnIsOneOfTheFormat(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("drawn.json");
    for (Property property : Properties.all()) {
      for (PropertyRun.Drawn drawn : new PropertyRun(property, DRAWN).draw(7)) {
        Files.writeString(file, PropertyFile.text(property, drawn.value()));
        List<ConversationFile> files = new ConversationLoader().from(file);
        ConversationCheck.check(files.get(0));
      }
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    for (Property property : Properties.all()) {
      List<String> one = texts(property, 3);
      assertAll(
          property.id(),
          () -> assertEquals(one, texts(property, 3)),
          () -> assertNotEquals(one, texts(property, 4)));
    }
  }

  private static List<String> texts(Property property, long seed) {
    return new PropertyRun(property, DRAWN)
        .draw(seed).stream().map(drawn -> PropertyFile.text(property, drawn.value())).toList();
  }
}
