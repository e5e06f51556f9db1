package dev.clasp.tls.conformance.mutation;

import dev.clasp.tls.conformance.sites.Site;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Puts a switch in front of each throw of a class: when it is off, the program goes on as if there
 * were no check. {@link Continuation} says how.
 */
final class Rewriting {
  private static final String MUTANTS = Type.getInternalName(Mutants.class);

  private Rewriting() {}

  /** A site with the number that its switch has. */
  record NumberedSite(int number, Site site) {}

  /** How a method goes on at a site whose check is off. */
  enum Continuation {
    /** With what stands behind the {@code throw}: the check is simply not there. */
    NEXT_STATEMENT,
    /** A state of the handshake ignores the message: {@code return Step.to(this)}. */
    IGNORE_MESSAGE,
    /** Nothing stands behind it, or that needs what the check has not found: null or zero. */
    RETURN_NOTHING
  }

  static byte[] withSwitches(
      byte[] original, List<NumberedSite> sites, List<Replacement> replacements) {
    ClassNode owner = read(original);
    for (MethodNode method : owner.methods) {
      Map<AbstractInsnNode, NumberedSite> here = here(method, sites);
      if (!here.isEmpty()) {
        Frame<BasicValue>[] frames = frames(owner, method);
        Map<AbstractInsnNode, Continuation> ways = new HashMap<>();
        here.keySet().forEach(each -> ways.put(each, continuation(owner, method, frames, each)));
        here.forEach((each, site) -> rewrite(method, each, site, ways.get(each)));
      }
    }
    for (Replacement each : replacements) {
      owner.methods.stream()
          .filter(method -> method.name.equals(each.method()))
          .forEach(method -> replace(method, each));
    }
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
          @Override
          protected ClassLoader getClassLoader() {
            return Rewriting.class.getClassLoader();
          }
        };
    owner.accept(writer);
    return writer.toByteArray();
  }

  private static ClassNode read(byte[] original) {
    ClassNode owner = new ClassNode();
    new ClassReader(original).accept(owner, 0); // as Sites reads it: it numbers the instructions
    return owner;
  }

  private static Map<AbstractInsnNode, NumberedSite> here(
      MethodNode method, List<NumberedSite> sites) {
    Map<AbstractInsnNode, NumberedSite> here = new HashMap<>();
    for (NumberedSite each : sites) {
      if (each.site().method().equals(method.name + method.desc)) {
        here.put(method.instructions.get(each.site().instruction()), each);
      }
    }
    return here;
  }

  private static void rewrite(
      MethodNode method, AbstractInsnNode at, NumberedSite site, Continuation how) {
    if (site.site().kind() == Site.Kind.OR_ELSE_THROW) {
      method.instructions.insertBefore(at, new LdcInsnNode(site.number()));
      method.instructions.set(
          at,
          call(
              MUTANTS,
              "orElse",
              "(Ljava/util/Optional;Ljava/util/function/Supplier;I)Ljava/lang/Object;"));
      return;
    }
    // if (Mutants.isOff(n)) { drop the exception; go on }
    LabelNode on = new LabelNode();
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(site.number()));
    code.add(call(MUTANTS, "isOff", "(I)Z"));
    code.add(new JumpInsnNode(Opcodes.IFEQ, on));
    code.add(new InsnNode(Opcodes.POP));
    switch (how) {
      case NEXT_STATEMENT -> {
        LabelNode behind = new LabelNode();
        method.instructions.insert(at, behind);
        code.add(new JumpInsnNode(Opcodes.GOTO, behind));
      }
      case IGNORE_MESSAGE -> {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        String step = Type.getInternalName(Step.class);
        String state = Type.getDescriptor(HandshakeState.class);
        code.add(call(step, "to", "(%s)L%s;".formatted(state, step)));
        code.add(new InsnNode(Opcodes.ARETURN));
      }
      case RETURN_NOTHING -> addReturn(code, Type.getReturnType(method.desc));
    }
    code.add(on);
    method.instructions.insertBefore(at, code);
  }

  /** {@code if (Mutants.isOff(n)) return …;} at the start. */
  private static void replace(MethodNode method, Replacement replacement) {
    LabelNode on = new LabelNode();
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(replacement.number()));
    code.add(call(MUTANTS, "isOff", "(I)Z"));
    code.add(new JumpInsnNode(Opcodes.IFEQ, on));
    switch (replacement.result()) {
      case NOTHING -> addReturn(code, Type.getReturnType(method.desc));
      case TRUE -> addInt(code, 1);
      case MINUS_ONE -> addInt(code, -1);
      case THIS -> {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new InsnNode(Opcodes.ARETURN));
      }
    }
    code.add(on);
    method.instructions.insert(code);
  }

  private static void addInt(InsnList code, int value) {
    code.add(new LdcInsnNode(value));
    code.add(new InsnNode(Opcodes.IRETURN));
  }

  private static void addReturn(InsnList code, Type type) {
    if (type.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.RETURN));
      return;
    }
    code.add(
        new InsnNode(
            switch (type.getSort()) {
              case Type.LONG -> Opcodes.LCONST_0;
              case Type.FLOAT -> Opcodes.FCONST_0;
              case Type.DOUBLE -> Opcodes.DCONST_0;
              case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
              default -> Opcodes.ICONST_0;
            }));
    code.add(new InsnNode(type.getOpcode(Opcodes.IRETURN)));
  }

  private static MethodInsnNode call(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  private static Continuation continuation(
      ClassNode owner, MethodNode method, Frame<BasicValue>[] frames, AbstractInsnNode at) {
    AbstractInsnNode next = at.getNext();
    while (next != null && next.getOpcode() < 0) { // labels, lines, frames
      next = next.getNext();
    }
    if (next != null) {
      Frame<BasicValue> here = frames[method.instructions.indexOf(at)];
      Frame<BasicValue> there = frames[method.instructions.indexOf(next)];
      if (here != null && there != null && has(here, there)) {
        return Continuation.NEXT_STATEMENT;
      }
    }
    boolean instance = (method.access & Opcodes.ACC_STATIC) == 0;
    boolean step = Type.getReturnType(method.desc).equals(Type.getType(Step.class));
    return instance && step && isState(owner.name)
        ? Continuation.IGNORE_MESSAGE
        : Continuation.RETURN_NOTHING;
  }

  /** Whether every variable that is set there is set here, and nothing is on the stack there. */
  private static boolean has(Frame<BasicValue> here, Frame<BasicValue> there) {
    if (there.getStackSize() > 0) {
      return false;
    }
    for (int i = 0; i < there.getLocals(); i++) {
      BasicValue wanted = there.getLocal(i);
      if (wanted != BasicValue.UNINITIALIZED_VALUE && !wanted.equals(here.getLocal(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isState(String owner) {
    try {
      ClassLoader loader = Rewriting.class.getClassLoader();
      Class<?> type = Class.forName(owner.replace('/', '.'), false, loader);
      return HandshakeState.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(owner, e);
    }
  }

  private static Frame<BasicValue>[] frames(ClassNode owner, MethodNode method) {
    try {
      return new Analyzer<>(new BasicInterpreter()).analyze(owner.name, method);
    } catch (AnalyzerException e) {
      throw new IllegalStateException(owner.name + "." + method.name, e);
    }
  }
}
