package dev.clasp.tls.conformance.run;

/** Is told how a run goes. Thread-safe. */
public interface Progress {
  /** Keeps quiet. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String what) {}

        @Override
        public void total(int conversations) {}

        @Override
        public void finished(Result result) {}
      };

  /** Something takes a moment, such as starting the target. */
  void phase(String what);

  /** So many conversations will run. */
  void total(int conversations);

  void finished(Result result);
}
