package dev.clasp.tls.conformance.sites;

import dev.clasp.tls.protocol.Rfc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Every site of the stack, in the order of classes and code. */
public final class Sites {
  private static final String ROOT = "dev/clasp/tls/";

  private final List<Site> all;

  private Sites(List<Site> all) {
    this.all = List.copyOf(all);
  }

  /** Finds them in the class files that this program runs with. */
  public static Sites ofStack() {
    StackClasses classes = StackClasses.read();
    Origins origins = new Origins(classes);
    List<Site> all = new ArrayList<>();
    Map<String, Integer> codes = new HashMap<>();
    for (ClassNode owner : classes.all()) {
      for (MethodNode method : owner.methods) {
        find(new StackClasses.Method(owner, method), origins, codes, all);
      }
    }
    return new Sites(all);
  }

  private static void find(
      StackClasses.Method method, Origins origins, Map<String, Integer> codes, List<Site> all) {
    int line = 0;
    AbstractInsnNode[] instructions = method.node().instructions.toArray();
    for (int i = 0; i < instructions.length; i++) {
      if (instructions[i] instanceof LineNumberNode number) {
        line = number.line;
      }
      boolean throwing = instructions[i].getOpcode() == Opcodes.ATHROW;
      if (!throwing && !isOrElseThrow(instructions[i])) {
        continue;
      }
      Cited cited = origins.top(method, i);
      if (throwing ? cited.isException() : !cited.clauses().isEmpty()) {
        all.add(
            new Site(
                code(method, cited, codes),
                method.owner().name,
                method.node().name + method.node().desc,
                i,
                line,
                throwing ? Site.Kind.THROW : Site.Kind.OR_ELSE_THROW,
                cited.clauses().stream().map(Rfc::toString).distinct().toList(),
                cited.clauses().stream().flatMap(each -> each.requirements().stream()).toList()));
      }
    }
  }

  private static boolean isOrElseThrow(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals("java/util/Optional")
        && call.name.equals("orElseThrow")
        && call.desc.startsWith("(Ljava/util/function/Supplier;)");
  }

  private static String code(StackClasses.Method method, Cited cited, Map<String, Integer> codes) {
    String owner = method.owner().name.substring(ROOT.length()).replace('/', '.');
    String name = method.node().name.startsWith("lambda$") ? "lambda" : method.node().name;
    String rule = cited.clauses().stream().findFirst().map(Sites::label).orElse("no clause");
    String code = "%s.%s:%s".formatted(owner, name, rule);
    int count = codes.merge(code, 1, Integer::sum);
    return count == 1 ? code : code + "#" + count;
  }

  private static String label(Rfc clause) {
    String section = clause.document().replace(" ", "") + "-" + clause.section();
    return clause.sentences().isEmpty() ? section : section + "/" + clause.sentences().get(0);
  }

  public List<Site> all() {
    return all;
  }

  /** The codes of the sites that enforce each sentence, by its id. */
  public Map<String, List<String>> byRequirement() {
    Map<String, List<String>> found = new TreeMap<>();
    for (Site site : all) {
      for (String requirement : site.requirements()) {
        found.computeIfAbsent(requirement, ignored -> new ArrayList<>()).add(site.code());
      }
    }
    return found;
  }
}
