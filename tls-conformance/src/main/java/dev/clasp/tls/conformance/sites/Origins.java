package dev.clasp.tls.conformance.sites;

import dev.clasp.tls.protocol.Rfc;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Follows a value in a method's code to where it was made, also into the factories that make it.
 *
 * <p>Follows only what can lead to an exception or a clause: values of those types, and lambdas.
 */
final class Origins {
  private static final String RFC = Type.getInternalName(Rfc.class);
  private static final String EXCEPTION = "dev/clasp/tls/protocol/TlsException";
  private static final String FAULT = "dev/clasp/tls/protocol/LocalFault";

  private final StackClasses classes;
  private final Map<MethodNode, Frame<SourceValue>[]> frames = new HashMap<>();

  Origins(StackClasses classes) {
    this.classes = classes;
  }

  /** What the value on top of the stack, before this instruction, is made of. */
  Cited top(StackClasses.Method in, int instruction) {
    Cited cited = new Cited();
    Frame<SourceValue> frame = frames(in)[instruction];
    if (frame != null) { // else nobody ever comes here
      follow(in, frame.getStack(frame.getStackSize() - 1), cited, new HashSet<>());
    }
    return cited;
  }

  private void follow(
      StackClasses.Method in, SourceValue value, Cited cited, Set<AbstractInsnNode> seen) {
    // In the order of the code, so that the first clause is the same in every run.
    value.insns.stream()
        .sorted(Comparator.comparingInt(in.node().instructions::indexOf))
        .filter(seen::add)
        .forEach(source -> follow(in, source, cited, seen));
  }

  private void follow(
      StackClasses.Method in, AbstractInsnNode source, Cited cited, Set<AbstractInsnNode> seen) {
    Frame<SourceValue> before = frames(in)[in.node().instructions.indexOf(source)];
    if (source instanceof MethodInsnNode call) {
      followCall(in, call, before, cited, seen);
    } else if (source instanceof InvokeDynamicInsnNode lambda) {
      followLambda(lambda, cited, seen);
    } else if (source instanceof FieldInsnNode field && field.desc.equals("L" + RFC + ";")) {
      followField(field, cited, seen);
    } else if (source.getOpcode() == Opcodes.NEW) {
      followNew(in, (TypeInsnNode) source, cited, seen);
    } else if (source instanceof VarInsnNode variable && source.getOpcode() == Opcodes.ALOAD) {
      follow(in, before.getLocal(variable.var), cited, seen);
    } else if (source.getOpcode() == Opcodes.DUP
        || source.getOpcode() == Opcodes.ASTORE
        || source.getOpcode() == Opcodes.CHECKCAST) {
      follow(in, before.getStack(before.getStackSize() - 1), cited, seen);
    }
  }

  private void followCall(
      StackClasses.Method in,
      MethodInsnNode call,
      Frame<SourceValue> before,
      Cited cited,
      Set<AbstractInsnNode> seen) {
    if (call.owner.equals(RFC) && call.name.startsWith("rfc")) {
      cited.clause(clause(in, call, before));
      return;
    }
    Type made = Type.getReturnType(call.desc);
    if (!isOfInterest(made)) {
      return;
    }
    if (isException(made)) {
      cited.exception();
    }
    followArguments(in, call, before, cited, seen);
    classes
        .resolve(call.owner, call.name, call.desc)
        .ifPresent(method -> followReturns(method, cited, seen));
  }

  private void followArguments(
      StackClasses.Method in,
      MethodInsnNode call,
      Frame<SourceValue> before,
      Cited cited,
      Set<AbstractInsnNode> seen) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    for (int i = 0; i < arguments.length; i++) {
      if (isOfInterest(arguments[i])) {
        follow(in, before.getStack(before.getStackSize() - arguments.length + i), cited, seen);
      }
    }
  }

  private void followReturns(StackClasses.Method method, Cited cited, Set<AbstractInsnNode> seen) {
    AbstractInsnNode[] instructions = method.node().instructions.toArray();
    for (int i = 0; i < instructions.length; i++) {
      Frame<SourceValue> frame = frames(method)[i];
      if (instructions[i].getOpcode() == Opcodes.ARETURN && frame != null) {
        follow(method, frame.getStack(frame.getStackSize() - 1), cited, seen);
      }
    }
  }

  private void followLambda(InvokeDynamicInsnNode lambda, Cited cited, Set<AbstractInsnNode> seen) {
    for (Object argument : lambda.bsmArgs) {
      if (argument instanceof Handle body && isException(Type.getReturnType(body.getDesc()))) {
        classes
            .resolve(body.getOwner(), body.getName(), body.getDesc())
            .ifPresent(method -> followReturns(method, cited, seen));
      }
    }
  }

  /** A constant: what its class assigns to it. A component: whatever clause its class names. */
  private void followField(FieldInsnNode field, Cited cited, Set<AbstractInsnNode> seen) {
    classes
        .find(field.owner)
        .ifPresent(
            owner -> {
              for (MethodNode each : owner.methods) {
                StackClasses.Method method = new StackClasses.Method(owner, each);
                for (AbstractInsnNode instruction : each.instructions) {
                  boolean assigned =
                      field.getOpcode() == Opcodes.GETSTATIC
                          && instruction instanceof FieldInsnNode put
                          && put.getOpcode() == Opcodes.PUTSTATIC
                          && put.name.equals(field.name);
                  boolean named =
                      field.getOpcode() == Opcodes.GETFIELD
                          && instruction instanceof MethodInsnNode call
                          && call.owner.equals(RFC)
                          && call.name.startsWith("rfc");
                  int index = each.instructions.indexOf(instruction);
                  if (assigned && seen.add(instruction)) {
                    Frame<SourceValue> frame = frames(method)[index];
                    follow(method, frame.getStack(frame.getStackSize() - 1), cited, seen);
                  } else if (named && seen.add(instruction)) {
                    cited.clause(
                        clause(method, (MethodInsnNode) instruction, frames(method)[index]));
                  }
                }
              }
            });
  }

  /** The constructor call that belongs to it, and what that constructor itself names. */
  private void followNew(
      StackClasses.Method in, TypeInsnNode created, Cited cited, Set<AbstractInsnNode> seen) {
    if (!isException(Type.getObjectType(created.desc))) {
      return;
    }
    cited.exception();
    for (AbstractInsnNode each = created.getNext(); each != null; each = each.getNext()) {
      if (each instanceof MethodInsnNode call
          && call.name.equals("<init>")
          && call.owner.equals(created.desc)) {
        Frame<SourceValue> before = frames(in)[in.node().instructions.indexOf(call)];
        followArguments(in, call, before, cited, seen);
        classes
            .resolve(call.owner, call.name, call.desc)
            .ifPresent(constructor -> nameAll(constructor, cited));
        return;
      }
    }
  }

  private void nameAll(StackClasses.Method constructor, Cited cited) {
    for (AbstractInsnNode each : constructor.node().instructions) {
      if (each instanceof MethodInsnNode call
          && call.owner.equals(RFC)
          && call.name.startsWith("rfc")) {
        int index = constructor.node().instructions.indexOf(each);
        cited.clause(clause(constructor, call, frames(constructor)[index]));
      }
    }
  }

  /** Reads the constants of {@code Rfc.rfc9846("4.2.3", 5, 6)}. */
  private static Rfc clause(
      StackClasses.Method in, MethodInsnNode call, Frame<SourceValue> before) {
    int size = before.getStackSize();
    int document =
        call.name.equals("rfc")
            ? number(only(before.getStack(size - 3)).orElseThrow())
            : Integer.parseInt(call.name.substring(3));
    String section =
        only(before.getStack(size - 2))
            .filter(LdcInsnNode.class::isInstance)
            .map(constant -> String.valueOf(((LdcInsnNode) constant).cst))
            .orElse("");
    return Rfc.rfc(document, section, sentences(call));
  }

  /** The numbers put into the array just before the call. */
  private static int[] sentences(MethodInsnNode call) {
    Deque<Integer> numbers = new ArrayDeque<>();
    AbstractInsnNode each = call.getPrevious();
    while (each != null && each.getOpcode() != Opcodes.NEWARRAY) {
      if (each.getOpcode() == Opcodes.IASTORE) {
        numbers.addFirst(number(each.getPrevious()));
      }
      each = each.getPrevious();
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Optional<AbstractInsnNode> only(SourceValue value) {
    return value.insns.size() == 1 ? value.insns.stream().findFirst() : Optional.empty();
  }

  private static int number(AbstractInsnNode constant) {
    if (constant instanceof IntInsnNode push) {
      return push.operand;
    }
    if (constant instanceof LdcInsnNode load && load.cst instanceof Integer value) {
      return value;
    }
    if (constant instanceof InsnNode) {
      return constant.getOpcode() - Opcodes.ICONST_0;
    }
    throw new IllegalStateException("a clause's number that is no constant");
  }

  private boolean isOfInterest(Type type) {
    return isException(type) || type.getDescriptor().equals("L" + RFC + ";");
  }

  /** What a peer is to blame for. */
  private boolean isException(Type type) {
    return type.getSort() == Type.OBJECT
        && classes.isA(type.getInternalName(), EXCEPTION)
        && !type.getInternalName().equals(FAULT);
  }

  private Frame<SourceValue>[] frames(StackClasses.Method method) {
    return frames.computeIfAbsent(
        method.node(),
        node -> {
          try {
            return new Analyzer<>(new SourceInterpreter()).analyze(method.owner().name, node);
          } catch (AnalyzerException e) {
            throw new IllegalStateException(method.owner().name + "." + node.name, e);
          }
        });
  }
}
