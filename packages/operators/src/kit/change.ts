import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { enclosingFunction } from './enclosing.ts';
import { isWritten, referencesTo, type Name } from './references.ts';
import { wrapped } from './tree.ts';

const CHANGES =
  /^(?:set\w*|add\w*|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|append\w*|remove\w*|insert\w*)$/u;

/** True when the statement around changes the object that the name holds: an assignment into it, or a method that changes it. */
function isChangedThrough(name: ts.Expression): boolean {
  let place = wrapped(name);
  for (let depth = 0; ; depth++) {
    const { parent } = place;
    if (depth > 0 && (isWritten(place) || ts.isDeleteExpression(parent))) return true;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === place) {
      const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
      if (isCalled) return CHANGES.test(parent.name.text);
    } else if (!ts.isElementAccessExpression(parent) || parent.expression !== place) return false;
    place = wrapped(parent);
  }
}

/** True when the object that the variable holds is changed through it. */
export function isChanged(symbol: ts.Symbol, context: SiteContext): boolean {
  return referencesTo(symbol, context).some((name) => ts.isIdentifier(name) && isChangedThrough(name));
}

/** The expression that a name is: the access to a member, or the variable itself. */
export function accessOf(name: Name): ts.Expression {
  const { parent } = name;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === name;
  return isMember ? parent : name;
}

/** True when what the variable or field holds is replaced, or changed, once all is set up: in another function than the constructor. */
export function isChangedLater(symbol: ts.Symbol, context: SiteContext): boolean {
  return referencesTo(symbol, context).some((name) => {
    const access = accessOf(name);
    const fn = enclosingFunction(name);
    if (fn === null || ts.isConstructorDeclaration(fn)) return false;
    return isWritten(wrapped(access)) || isChangedThrough(access);
  });
}
