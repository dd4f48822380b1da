import * as ts from 'typescript';
import { finallyAround, type Cleanup } from './cleanup.ts';
import { enclosingFunction } from './enclosing.ts';
import { calledName, callsIn } from './exits.ts';
import { methodCall } from './method-call.ts';

const CLOSERS =
  /^(?:\w*(?:stop|close|dispose|destroy|shut_?down|tear_?down|unmount|disconnect|detach|terminate|cleanup)\w*|end)$/iu;

/** What a timer is cleared for: it loses a race, its owner is done, or what it would do must not happen any more. */
export type TimerRole = 'race' | 'over' | 'again';

export function timerRole({ step, place }: Cleanup): TimerRole {
  const fn = enclosingFunction(place);
  const isOwn = ts.isCallExpression(step) && ts.isIdentifier(step.arguments[0] ?? step);
  if (isOwn && fn?.body !== undefined && callsIn(fn.body).some(isRace)) return 'race';
  const isFinal = ts.isCallExpression(place) || finallyAround(place) !== null;
  const isInterval = ts.isCallExpression(step) && calledName(step) === 'clearInterval';
  return isFinal || isInterval || isCloser(fn) ? 'over' : 'again';
}

/** A function whose name says that it ends the life of its object. */
function isCloser(fn: ts.FunctionLikeDeclaration | null): boolean {
  const name = fn?.name;
  if (name === undefined) return false;
  return ts.isComputedPropertyName(name)
    ? /^Symbol\.(?:asyncDispose|dispose)$/u.test(name.expression.getText())
    : CLOSERS.test(name.getText().replace(/^#/u, ''));
}

function isRace(call: ts.CallExpression): boolean {
  const method = methodCall(call);
  return method?.name === 'race' && method.receiver.getText() === 'Promise';
}
