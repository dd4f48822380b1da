import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { speaksOf } from '../kit/once.ts';
import type { Operator } from '../operator.ts';

/** Options of readers of XML: what lets a document reach out, and what keeps it from doing so. */
const OPENS =
  /^(?:noent|dtdload|dtdvalid|dtdattr|processEntities|(?:resolve|expand|load|allow)?_?(?:external)?_?(?:entities|entity|dtds?|doctype))$/iu;
const CLOSES =
  /^(?:nonet|(?:forbid|disallow|ignore|disable|no)_?(?:external)?_?(?:entities|entity|dtds?|doctype|network))$/iu;

const isAboutMarkup = speaksOf(/xml|svg|rss|saml|soap|dtd|doctype/iu);

export const xxeEntity: Operator = {
  id: 'xxe-entity',
  family: 'security',
  tier: 'expert',
  cwe: 611,
  status: 'nursery',
  title: 'Document makes its reader fetch files',
  mistake: 'Entities of a document are resolved to show all of its text, and an entity may name any file.',
  kinds: [ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    if (!ts.isPropertyAssignment(node)) return;
    const name = node.name.getText(context.sourceFile).replaceAll(/['"]/gu, '');
    const { kind } = node.initializer;
    const isClosed =
      (kind === ts.SyntaxKind.FalseKeyword && OPENS.test(name)) ||
      (kind === ts.SyntaxKind.TrueKeyword && CLOSES.test(name));
    if (!isClosed || !isAboutMarkup(context)) return;
    const opposite = kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true';
    yield {
      edits: [replaceNode(node.initializer, opposite, context)],
      explanation: {
        mechanism: `${subjectOf(node)} reads documents with \`${name}: ${opposite}\`.`,
        trigger: 'It shows for a document that declares an entity with the address of a file.',
        consequence:
          'The reader fetches that file, or asks a host inside the network, and shows what it got.',
        fix: `Leave it off: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'type Parse = (xml: string, options: { processEntities: boolean }) => object;\nexport const read = (parse: Parse, xml: string): object => parse(xml, { processEntities: false });\n',
        after:
          'type Parse = (xml: string, options: { processEntities: boolean }) => object;\nexport const read = (parse: Parse, xml: string): object => parse(xml, { processEntities: true });\n',
        witness: "read((xml, options) => options, '<a/>')",
      },
      {
        before: 'export const XML_OPTIONS = { noent: false, nonet: true };\n',
        after: 'export const XML_OPTIONS = { noent: false, nonet: false };\n',
        witness: 'XML_OPTIONS.nonet',
      },
    ],
    skips: [
      {
        code: 'export const options = { entities: false, depth: 3 };\nexport const game = (): object => options;\n',
        because: 'Nothing says that documents are read: entities may be anything.',
      },
      {
        code: 'export const xml = (isTrusted: boolean): object => ({ noent: isTrusted });\n',
        because: 'It is decided elsewhere.',
      },
    ],
  },
};
