import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isEquality } from './comparison.ts';
import { methodCall } from './method-call.ts';
import { replaceNode } from './replace.ts';
import { freeName } from './scope.ts';
import { textOf } from './text-of.ts';
import { bare } from './tree.ts';
import { isArrayType, isStringType, typeOf } from './type-of.ts';

const HOSTS = /^(?:host|hostname|origin|domain)$/iu;
const ELEMENTS = ['allowed', 'known', 'one'];

/** What may stand for a test that an address leads to a known host, and lets others through. */
export interface LooserHostTest {
  /** The test as it is. */
  readonly node: ts.Expression;
  /** `url.hostname` */
  readonly host: ts.Expression;
  /** The test that is written instead. */
  readonly text: string;
  /** A host, in words, that only the looser test lets through. */
  readonly stranger: string;
  readonly edits: readonly Edit[];
}

/** The looser form of `HOSTS.includes(url.host)`, `url.host === host` or `url.host.endsWith(`.${host}`)`; `null` for other code. */
export function looserHostTest(node: ts.Node, context: SiteContext): LooserHostTest | null {
  if (ts.isBinaryExpression(node)) return byEnding(node, context);
  const call = methodCall(node);
  const [argument] = call?.call.arguments ?? [];
  if (call === null || argument === undefined || call.call.arguments.length !== 1) return null;
  if (call.name === 'endsWith' && isHost(call.receiver, context))
    return withoutDot(call.call, call.receiver, argument, context);
  if (!isHost(argument, context)) return null;
  const list = listOf(call.receiver, call.name, context);
  const name = list === null ? null : freeName(ELEMENTS, [node], context);
  if (list === null || name === null) return null;
  const test = looserText(argument, name, context);
  return looser(call.call, argument, `${list}.some((${name}) => ${test})`, [], context);
}

function byEnding(node: ts.BinaryExpression, context: SiteContext): LooserHostTest | null {
  if (!isEquality(node)) return null;
  const [host, known] = [bare(node.left), bare(node.right)];
  // Origins that begin alike are the business of allow-list-substring.
  if (
    !isHost(host, context) ||
    isOrigin(host) ||
    !isStringType(typeOf(known, context)) ||
    isHost(known, context)
  )
    return null;
  if (ts.isStringLiteralLike(known) && !known.text.includes('.')) return null;
  const isSame =
    node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken;
  const test = `${isSame ? '' : '!'}${looserText(host, textOf(known, context), context)}`;
  return looser(node, host, test, [], context);
}

/** `.endsWith('.shop.example')` loses its dot. */
function withoutDot(
  call: ts.CallExpression,
  host: ts.Expression,
  ending: ts.Expression,
  context: SiteContext,
): LooserHostTest | null {
  const text = textOf(ending, context);
  const plain = /^`\.\$\{([^{}`]+)\}`$/u.exec(text)?.[1] ?? /^['"`]\.['"`] \+ ([^+]+)$/u.exec(text)?.[1];
  const literal = /^(['"`])\.([^'"`$]+\1)$/u.exec(text);
  const shorter = plain ?? (literal === null ? null : literal[1]! + literal[2]!);
  if (shorter === null) return null;
  return looser(
    call,
    host,
    `${textOf(call.expression, context)}(${shorter})`,
    [replaceNode(ending, shorter, context)],
    context,
  );
}

function looserText(host: ts.Expression, known: string, context: SiteContext): string {
  return `${textOf(host, context)}.${isOrigin(host) ? 'startsWith' : 'endsWith'}(${known})`;
}

function looser(
  node: ts.Expression,
  host: ts.Expression,
  text: string,
  edits: readonly Edit[],
  context: SiteContext,
): LooserHostTest | null {
  return {
    node,
    host,
    text,
    stranger: isOrigin(host)
      ? 'goes on behind a known one'
      : 'ends like a known one, such as `evil-` and its name',
    edits: edits.length > 0 ? edits : [replaceNode(node, text, context)],
  };
}

function isOrigin(host: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(host) && host.name.text === 'origin';
}

function isHost(node: ts.Expression, context: SiteContext): boolean {
  const host = bare(node);
  if (!ts.isPropertyAccessExpression(host) || !HOSTS.test(host.name.text)) return false;
  return isStringType(typeOf(host, context)) && isAddress(host.expression, context);
}

/** A `URL`, or something that is called like one. */
function isAddress(node: ts.Expression, context: SiteContext): boolean {
  const type = context.checker.getNonNullableType(typeOf(node, context));
  return (
    type.getSymbol()?.name === 'URL' ||
    /^(?:ur[il]|address|target|location|link|parsed)$/iu.test(textOf(node, context))
  );
}

/** What lists the known hosts, so that `some` can be asked of it. */
function listOf(receiver: ts.Expression, method: string, context: SiteContext): string | null {
  const type = typeOf(receiver, context);
  const text = textOf(receiver, context);
  if (method === 'includes') return isArrayType(type, context) ? text : null;
  const name = type.getSymbol()?.name ?? '';
  if (method !== 'has') return null;
  if (/^(?:Readonly)?Set$/u.test(name)) return `[...${text}]`;
  return /^(?:Readonly)?Map$/u.test(name) ? `[...${text}.keys()]` : null;
}
