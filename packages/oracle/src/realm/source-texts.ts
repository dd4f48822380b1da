const { apply, getOwnPropertyDescriptor } = Reflect;

/**
 * Keep code from seeing its own text: clean and mutated code differ there, and so does a harmless edit, without behaving
 * differently. Functions print as empty ones of their kind and name, errors have no frames.
 */
export function hideSourceTexts(): void {
  const { prototype } = Function;
  const native = getOwnPropertyDescriptor(prototype, 'toString')!.value as () => string;
  // A method of that name is no constructor and has no prototype: shorthand makes such a one.
  const { toString } = {
    toString(this: unknown): string {
      const text = apply(native, this, []);
      if (text.endsWith('{ [native code] }')) return text;
      const name: unknown = getOwnPropertyDescriptor(this as object, 'name')?.value;
      const kind = /^(?:class\b|(?:async\b)?\s*(?:function\b)?\s*\*?)/u.exec(text)![0];
      const head =
        kind === 'class'
          ? kind
          : `${kind.includes('async') ? 'async ' : ''}function${kind.includes('*') ? '*' : ''}`;
      return `${head} ${typeof name === 'string' ? name : ''}${kind === 'class' ? '' : '()'} { }`;
    },
  };
  Object.defineProperty(prototype, 'toString', { value: toString, writable: true, configurable: true });
  Error.stackTraceLimit = 0;
}

const FRAME = /\n\s+at .*/gu;

/** `text` without stack frames, where code has asked for them in spite of that. */
export function withoutFrames(text: string): string {
  return text.includes('subject.cjs:') ? text.replace(FRAME, '') : text;
}
