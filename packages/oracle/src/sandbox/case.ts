import type { TaggedValue } from '@bebug/core';

/** A follow-up call on what the target gave back: `member` is a method's name, `NAME =` for a setter, or `null` for the value itself. */
export type FollowUp = readonly [member: string | null, args: readonly TaggedValue[]];

/** In the place of a method's or an export's name: nothing is called, and so many milliseconds pass. */
export const PAUSE = '(pause)';

/** Behind a name, in the place of a method's: the accessor of that name is set. */
const SETS = ' =';

/** The member that sets the accessor `name`. */
export function setterOf(name: string): string {
  return name + SETS;
}

/** The accessor that a member sets; `null` for a method. */
export function accessorOf(member: string | null): string | null {
  return member?.endsWith(SETS) ? member.slice(0, -SETS.length) : null;
}

/** A use of one export. */
export type ExportCase = Extract<Case, { kind: 'function' | 'class' }>;

/**
 * One call of a sequence: `NAME` or `new NAME`; its arguments may be `$result`s of earlier calls. `.NAME` is a method of the first
 * argument, `()` a call of it.
 */
export type Step = readonly [how: string, args: readonly TaggedValue[]];

/** The step is called on its first argument. */
export function isMethod(how: string): boolean {
  return how.startsWith('.') || how === '()';
}

/** One generated use of a subject; everything in it is JSON, so a case crosses the border as text. */
export type Case =
  | {
      readonly kind: 'function';
      readonly name: string;
      /** Not exported: handed out by the harness. */
      readonly internal?: true | undefined;
      readonly args: readonly TaggedValue[];
      /** Calls on the returned function or object, in order. */
      readonly calls: readonly FollowUp[];
    }
  | {
      readonly kind: 'class';
      readonly name: string;
      /** Not exported: handed out by the harness. */
      readonly internal?: true | undefined;
      readonly args: readonly TaggedValue[];
      readonly calls: readonly FollowUp[];
      /** Public fields and getters, read when all calls are done. */
      readonly probes: readonly string[];
    }
  | {
      /** Exports called in turn, each when the promise of the one before has settled. */
      readonly kind: 'sequence';
      readonly calls: readonly Step[];
    }
  | {
      readonly kind: 'driver';
      readonly calls: readonly (readonly [call: string, args: readonly TaggedValue[]])[];
    };
