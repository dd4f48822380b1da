const made = new WeakSet<object>();
const { construct, apply } = Reflect;
const WRAPPED = [
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'URIError',
  'EvalError',
] as const;

/**
 * Tell errors that the subject makes from those that the engine throws: the engine's messages change between versions
 * and say nothing about the subject. The engine uses its intrinsic constructors, the subject the globals wrapped here.
 */
export function watchMadeErrors(): void {
  for (const name of WRAPPED) {
    const intrinsic = globalThis[name];
    const wrapped = new Proxy(intrinsic, {
      construct(target, args, newTarget) {
        const error = construct(target, args, newTarget) as object;
        made.add(error);
        return error;
      },
      apply(target, self, args) {
        const error = apply(target, self, args) as object;
        made.add(error);
        return error;
      },
    });
    Object.defineProperty(intrinsic.prototype, 'constructor', {
      value: wrapped,
      writable: true,
      configurable: true,
    });
    Object.defineProperty(globalThis, name, { value: wrapped, writable: true, configurable: true });
  }
}

const engineErrors = [TypeError, RangeError, SyntaxError, ReferenceError, URIError, EvalError];

/** True for an error thrown by the engine or by Node itself: its class (and code) counts, its message does not. */
export function isEngineError(error: Error): boolean {
  if (made.has(error)) return false;
  if (
    typeof (error as { code?: unknown }).code === 'string' &&
    (error as { code?: string }).code!.startsWith('ERR_')
  )
    return true;
  return engineErrors.some((kind) => error instanceof kind);
}

/** True for an error of the engine that says that something was called, read or named which is not there: nobody meant it to be thrown. */
export function isCrash(error: unknown): boolean {
  if (!(error instanceof TypeError || error instanceof ReferenceError)) return false;
  return !made.has(error) && (error as { code?: unknown }).code === undefined;
}

/** True when the stack overflowed: how deep that is depends on the engine's mood. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && !made.has(error) && error.message.startsWith('Maximum call stack');
}

/** True when the engine could not get memory: how much there is, is the sandbox's doing. */
export function isAllocationFailure(error: unknown): boolean {
  return (
    error instanceof Error &&
    !made.has(error) &&
    /^(?:Array buffer allocation failed|Failed to allocate memory|out of memory|.*:malloc failure)$/u.test(
      error.message,
    )
  );
}
