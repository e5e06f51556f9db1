package dev.clasp.tls.conformance.sites;

import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.ReadHalf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The class files of protocol, record layer, handshake and engine, by their internal names. */
final class StackClasses {
  private static final String ROOT = "dev/clasp/tls/";

  /** One class of each module, to find where its files are: folders, or one jar for all. */
  private static final Map<String, Class<?>> MODULES =
      Map.of(
          "protocol", TlsException.class,
          "record", ReadHalf.class,
          "handshake", HandshakeState.class,
          "engine", TlsConnection.class);

  private final Map<String, ClassNode> classes = new TreeMap<>();

  /** Reads them. */
  static StackClasses read() {
    StackClasses all = new StackClasses();
    try {
      for (Map.Entry<String, Class<?>> module : MODULES.entrySet()) {
        all.read(location(module.getValue()), ROOT + module.getKey());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class files of the stack cannot be read", e);
    }
    return all;
  }

  private static Path location(Class<?> type) throws IOException {
    try {
      URI where = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(where);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(type + " is in no file", e);
    }
  }

  private void read(Path location, String folder) throws IOException {
    if (Files.isDirectory(location)) {
      readFolder(location.resolve(folder));
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      readFolder(jar.getPath("/" + folder));
    }
  }

  private void readFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(each -> each.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      ClassNode node = new ClassNode();
      new ClassReader(Files.readAllBytes(file)).accept(node, 0);
      classes.put(node.name, node);
    }
  }

  Iterable<ClassNode> all() {
    return classes.values();
  }

  Optional<ClassNode> find(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  /** Whether a class is this one or below it. */
  boolean isA(String name, String ancestor) {
    if (name.equals(ancestor)) {
      return true;
    }
    return find(name)
        .map(
            node ->
                (node.superName != null && isA(node.superName, ancestor))
                    || node.interfaces.stream().anyMatch(each -> isA(each, ancestor)))
        .orElse(false);
  }

  /** The method that a call means: the class's own, else the nearest one above it. */
  Optional<Method> resolve(String owner, String name, String descriptor) {
    Optional<ClassNode> node = find(owner);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    for (MethodNode method : node.get().methods) {
      if (method.name.equals(name)
          && method.desc.equals(descriptor)
          && method.instructions.size() > 0) {
        return Optional.of(new Method(node.get(), method));
      }
    }
    if (node.get().superName != null) {
      Optional<Method> above = resolve(node.get().superName, name, descriptor);
      if (above.isPresent()) {
        return above;
      }
    }
    for (String each : node.get().interfaces) {
      Optional<Method> above = resolve(each, name, descriptor);
      if (above.isPresent()) {
        return above;
      }
    }
    return Optional.empty();
  }

  /** A method with its class. */
  record Method(ClassNode owner, MethodNode node) {}
}
