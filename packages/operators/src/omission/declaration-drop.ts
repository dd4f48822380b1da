import * as ts from 'typescript';
import { dropMember } from '../kit/leftover.ts';
import { once } from '../kit/once.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** What every object has anyway, and what the language looks for by itself. */
const HOOKS = /^(?:toString|toJSON|valueOf|toLocaleString|\[Symbol\.(?:toPrimitive|toStringTag)\])$/u;

export const declarationDrop: Operator = {
  id: 'declaration-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Inherited behaviour not replaced',
  mistake: 'A class needs its own version of what it inherits, and nobody thinks of writing it.',
  kinds: [ts.SyntaxKind.MethodDeclaration, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.PropertyDeclaration],
  *mutate(node, context) {
    if (!isDropable(node) || !ts.isClassLike(node.parent) || node.parent.members.length < 2) return;
    const owner = node.parent.name?.text;
    if (owner === undefined || hasPartner(node, context)) return;
    const inherited = inheritedFrom(node, context);
    if (inherited === null) return;
    const edits = dropMember(node, context);
    if (edits === null) return;
    const name = node.name.getText(context.sourceFile);
    yield {
      edits,
      explanation: {
        mechanism: `\`${owner}\` has no \`${name}\` of its own and takes that of ${inherited}.`,
        trigger: `It shows whenever \`${name}\` of a \`${owner}\` is used.`,
        consequence: `What ${inherited} does takes the place of what a \`${owner}\` must do.`,
        fix: `Write it again: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "class Shape {\n  readonly side: number = 2;\n  area(): number {\n    return 0;\n  }\n}\nexport class Square extends Shape {\n  readonly name = 'square';\n  override area(): number {\n    return this.side * this.side;\n  }\n}\n",
        after:
          "class Shape {\n  readonly side: number = 2;\n  area(): number {\n    return 0;\n  }\n}\nexport class Square extends Shape {\n  readonly name = 'square';\n}\n",
        witness: 'new Square().area()',
      },
      {
        before:
          'export class Money {\n  readonly cents: number;\n  constructor(cents: number) {\n    this.cents = cents;\n  }\n\n  /** Euros and cents. */\n  toString(): string {\n    return (this.cents / 100).toFixed(2);\n  }\n}\n',
        after:
          'export class Money {\n  readonly cents: number;\n  constructor(cents: number) {\n    this.cents = cents;\n  }\n}\n',
        witness: '`${new Money(150)}`',
      },
    ],
    skips: [
      {
        code: "abstract class Shape {\n  abstract area(): number;\n}\nexport class Dot extends Shape {\n  readonly name = 'dot';\n  area(): number {\n    return 0;\n  }\n}\n",
        because: 'Nothing is inherited: the class would not compile.',
      },
      {
        code: 'export class Dot {\n  readonly size = 1;\n  area(): number {\n    return 0;\n  }\n}\n',
        because: 'There is nothing that could take its place.',
      },
    ],
  },
};

type Member = ts.MethodDeclaration | ts.GetAccessorDeclaration | ts.PropertyDeclaration;

function isDropable(node: ts.Node): node is Member {
  const isPlain = ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node);
  if (isPlain && node.body === undefined) return false;
  const isValue = ts.isPropertyDeclaration(node) && node.initializer !== undefined;
  if (!isPlain && !isValue) return false;
  const hidden = ts.ModifierFlags.Static | ts.ModifierFlags.Abstract | ts.ModifierFlags.Private;
  return (ts.getCombinedModifierFlags(node) & hidden) === 0 && !ts.isPrivateIdentifier(node.name);
}

/** A setter, or another signature of the same name, would be left alone. */
function hasPartner(node: Member, context: SiteContext): boolean {
  const own = node.name.getText(context.sourceFile);
  const names = memberNames(node.parent as ts.ClassLikeDeclaration, context);
  return names.filter((name) => name === own).length > 1;
}

const memberNames = once(({ members }: ts.ClassLikeDeclaration, { sourceFile }) =>
  members.map(({ name }) => name?.getText(sourceFile)),
);

/** Who has the member already, in words. */
function inheritedFrom(node: Member, context: SiteContext): string | null {
  const { checker } = context;
  const name = node.name.getText(context.sourceFile);
  const owner = node.parent as ts.ClassLikeDeclaration;
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const base = clause?.types[0];
  if (base !== undefined) {
    const member = checker.getPropertyOfType(typeOf(base, context), name);
    const declaration = member?.valueDeclaration;
    if (declaration === undefined || !fitsOthers(node, member!, context)) return null;
    const isAbstract = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0;
    return isAbstract ? null : gist(base.expression, context);
  }
  const isHook = ts.isMethodDeclaration(node) && HOOKS.test(name) && node.parameters.length === 0;
  return isHook && !isCalled(name, context) ? 'every object' : null;
}

/** The inherited member can be used in the same way. */
function fitsOthers(node: Member, member: ts.Symbol, context: SiteContext): boolean {
  const { checker } = context;
  return checker.isTypeAssignableTo(checker.getTypeOfSymbolAtLocation(member, node), typeOf(node, context));
}

/** Of a hook that objects lack, a call by name would not compile. */
function isCalled(name: string, context: SiteContext): boolean {
  return name !== 'toString' && name !== 'valueOf' && context.text.includes(`.${name}(`);
}
