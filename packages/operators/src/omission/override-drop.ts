import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import { isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const overrideDrop: Operator = {
  id: 'override-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Copied object keeps an old value',
  mistake: 'An object is made from another one, and one part that must differ is taken over with the rest.',
  kinds: [ts.SyntaxKind.PropertyAssignment, ts.SyntaxKind.ShorthandPropertyAssignment],
  *mutate(node, context) {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return;
    const { properties } = node.parent;
    const index = properties.indexOf(node);
    const source = properties.slice(0, index).find(ts.isSpreadAssignment);
    if (source === undefined || properties.length < 3 || !isOverride(node, source, context)) return;
    const edits = withoutElement(properties, index, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes over all of ${gist(source.expression, context)} and does not put ${gist(node, context)} over it.`,
        trigger: `It shows when ${gist(source.expression, context)} says something else than ${gist(node, context)}.`,
        consequence: 'The new object keeps what the old one says.',
        fix: `Put ${gist(node, context)} behind the copy.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Item {\n  name: string;\n  count: number;\n  isNew: boolean;\n}\nexport const sold = (item: Item): Item => ({ ...item, count: item.count - 1, isNew: false });\n',
        after:
          'interface Item {\n  name: string;\n  count: number;\n  isNew: boolean;\n}\nexport const sold = (item: Item): Item => ({ ...item, count: item.count - 1 });\n',
        witness: "sold({ name: 'a', count: 1, isNew: true })",
      },
      {
        before:
          'interface Options {\n  depth: number;\n  width: number;\n}\nexport const full = (usual: Options, given: Partial<Options>): Options => ({\n  ...usual,\n  ...given,\n  width: 80,\n});\n',
        after:
          'interface Options {\n  depth: number;\n  width: number;\n}\nexport const full = (usual: Options, given: Partial<Options>): Options => ({\n  ...usual,\n  ...given,\n});\n',
        witness: 'full({ depth: 1, width: 1 }, {})',
      },
    ],
    skips: [
      {
        code: 'interface Point {\n  x: number;\n}\ninterface Spot {\n  x: number;\n  y: number;\n  z: number;\n}\nexport const spot = (point: Point): Spot => ({ ...point, y: 1, z: 2 });\n',
        because: 'The copy lacks these parts: without them the object would not compile.',
      },
      {
        code: 'interface Point {\n  x: number;\n}\nexport const moved = (point: Point): Point => ({ ...point, x: point.x + 1 });\n',
        because: 'A mere copy is left, which gives itself away.',
      },
    ],
  },
};

/** What the property says is said by the copied object, too, so that it compiles without. */
function isOverride(
  node: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  source: ts.SpreadAssignment,
  context: SiteContext,
): boolean {
  if (isJavaScript(context)) return true;
  const { checker } = context;
  const typeIn = (owner: ts.Type | undefined): ts.Type | null => {
    if (owner === undefined) return null;
    const symbol = checker.getPropertyOfType(checker.getNonNullableType(owner), node.name.getText());
    return symbol === undefined ? null : checker.getTypeOfSymbolAtLocation(symbol, node);
  };
  const old = typeIn(typeOf(source.expression, context));
  const wanted = typeIn(checker.getContextualType(node.parent));
  return old !== null && wanted !== null && checker.isTypeAssignableTo(old, wanted);
}
