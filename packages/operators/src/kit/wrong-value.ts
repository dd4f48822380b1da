import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { textOf } from './text-of.ts';

const LARGEST = /^(?:Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE))$/u;
const SMALLEST = /^(?:-Infinity|Number\.(?:NEGATIVE_INFINITY|MIN_SAFE_INTEGER|MIN_VALUE))$/u;

/** What somebody writes for a value by mistake: the other truth value, the neighbouring or usual number. `null`: nothing near. */
export function wrongValue(node: ts.Expression, context: SiteContext): string | null {
  const text = textOf(node, context);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return 'false';
  if (node.kind === ts.SyntaxKind.FalseKeyword) return 'true';
  if (LARGEST.test(text) || SMALLEST.test(text)) return '0';
  if (/^-\d+$/u.test(text)) return text === '-1' ? '0' : text.slice(1);
  if (!/^\d+$/u.test(text)) return null;
  const value = Number(text);
  if (value > 10 && value % 10 === 0) return String(value / 10);
  return value === 0 ? '1' : String(value - 1);
}
