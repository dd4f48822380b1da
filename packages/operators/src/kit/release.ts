import type * as ts from 'typescript';
import { callsIn, calledName } from './exits.ts';
import { isUndone } from './without-try.ts';

const RELEASES =
  /^#?(?:release\w*|unlock\w*|free\w*|signal|leave|dispose|exit|giveBack|return(?:Connection|Client|Slot))$/iu;

/** The statement that gives something back: a call, a count going down, a flag going off. */
export function releaseIn(block: ts.Block): ts.Statement | null {
  return (
    block.statements.find(
      (statement) =>
        callsIn(statement).some((call) => RELEASES.test(calledName(call) ?? '')) || isUndone(statement),
    ) ?? null
  );
}
