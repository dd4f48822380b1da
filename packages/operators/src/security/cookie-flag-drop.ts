import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const FLAGS = /^(?:httpOnly|secure|signed|partitioned)$/u;

export const cookieFlagDrop: Operator = {
  id: 'cookie-flag-drop',
  family: 'security',
  tier: 'expert',
  cwe: 1004,
  status: 'stable',
  title: 'Cookie may be read, or sent, where it must not',
  mistake: 'A protection of a cookie is switched off, as is handy on the machine of a developer.',
  kinds: [ts.SyntaxKind.PropertyAssignment, ts.SyntaxKind.StringLiteral],
  *mutate(node, context) {
    const place = ts.isPropertyAssignment(node) && FLAGS.test(node.name.getText()) ? node.initializer : node;
    const isOn = place !== node && place.kind === ts.SyntaxKind.TrueKeyword;
    const flag = ts.isStringLiteral(node)
      ? /; ?(?:HttpOnly|Secure|SameSite=(?:Strict|Lax))/u.exec(node.getText())
      : null;
    if (!isOn && flag === null) return;
    const start = node.getStart(context.sourceFile) + (flag?.index ?? 0);
    yield {
      edits: [
        flag === null
          ? replaceNode(place, 'false', context)
          : { start, end: start + flag[0].length, text: '' },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} sets a cookie without the protection in ${gist(node, context)}.`,
        trigger: 'It shows for every cookie that is set here.',
        consequence: 'Scripts can read it, or it goes over a connection that others can read.',
        fix: `Keep the protection: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const options = (days: number): object => ({ httpOnly: true, maxAge: days * 86400 });\n',
        after:
          'export const options = (days: number): object => ({ httpOnly: false, maxAge: days * 86400 });\n',
        witness: 'options(1)',
      },
      {
        before: "export const cookie = (id: string): string => 'id=' + id + '; HttpOnly; Path=/';\n",
        after: "export const cookie = (id: string): string => 'id=' + id + '; Path=/';\n",
        witness: "cookie('1')",
      },
    ],
    skips: [
      {
        code: 'export const options = (isLocal: boolean): object => ({ secure: !isLocal });\n',
        because: 'It is decided elsewhere.',
      },
    ],
  },
};
