import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { calledName } from './exits.ts';
import { wrapped } from './tree.ts';
import { speaksOf } from './once.ts';

const NAMES = /^(?:iv|nonce|vector|init(?:ial(?:i[sz]ation)?)?Vector)$/iu;
const isAboutCiphers = speaksOf(/createCipheriv|\bsubtle\b|\bencrypt/u);

/** True when the value that the call draws is what an encryption starts from. */
export function isCipherVector(draw: ts.CallExpression, context: SiteContext): boolean {
  if (!isAboutCiphers(context)) return false;
  const place = wrapped(draw);
  const { parent } = place;
  if (ts.isCallExpression(parent)) return calledName(parent) === 'createCipheriv';
  const isNamed = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isNamed && ts.isIdentifier(parent.name) && NAMES.test(parent.name.text);
}
