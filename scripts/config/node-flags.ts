/**
 * Flags of node for what makes cases and syntax trees that live for a moment: they are collected where they were made, `youngMegabytes` at a time. Threads that
 * help with that only take the cores from other processes (`benchmarks/oracle/speed.md`).
 */
export function collecting(youngMegabytes: number): string[] {
  return ['--single-threaded-gc', `--max-semi-space-size=${youngMegabytes}`];
}
