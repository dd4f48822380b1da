import type * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { reachesOut } from './effect.ts';
import { isFunctionWithBody } from './enclosing.ts';
import { callsIn } from './exits.ts';
import { storesInto } from './shared-state.ts';
import { waits } from './tree.ts';

/** True when others may change `place` while `code` runs: it waits, calls what it was given, or a function here that does either. */
export function letsOthersChange(code: ts.Node, place: ts.Expression, context: SiteContext): boolean {
  if (waits(code)) return true;
  return callsIn(code).some((call) => {
    if (!reachesOut(call, context)) return false;
    const declaration = context.checker.getResolvedSignature(call)?.declaration;
    const isHere = declaration?.getSourceFile() === context.sourceFile && isFunctionWithBody(declaration);
    if (!isHere || declaration.body === undefined) return true;
    return storesInto(declaration.body, place) || reachesOut(declaration.body, context);
  });
}
