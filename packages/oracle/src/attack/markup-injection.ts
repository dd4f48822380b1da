import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { oneByOne, type AttackKit } from './kit.ts';
import { answersOf } from './seen.ts';

const ELEMENT = 'bebug-element';
const ATTRIBUTE = 'onbebug';
const SCHEME = 'javascript:bebug';
const PAYLOADS = [
  `<${ELEMENT}>`,
  `"><${ELEMENT}>`,
  `'><${ELEMENT}>`,
  `</title><${ELEMENT}>`,
  `</textarea><${ELEMENT}>`,
  `</script><${ELEMENT}>`,
  `</style><${ELEMENT}>`,
  `--><${ELEMENT}>`,
  `" ${ATTRIBUTE}="1`,
  `' ${ATTRIBUTE}='1`,
  `x ${ATTRIBUTE}=1 `,
  `\` ${ATTRIBUTE}=1 \``,
  `&lt;${ELEMENT}&gt;<${ELEMENT}>`,
  `<<${ELEMENT}>`,
  `<scr<script>ipt></script><${ELEMENT}>`,
  SCHEME,
  `JaVaScRiPt:bebug`,
  `java\nscript:bebug`,
  ` \u0001${SCHEME}`,
];
const LINKS = new Set(['href', 'src', 'action', 'formaction', 'xlink:href']);

type Node = DefaultTreeAdapterTypes.Node;

/** An outsider's text that becomes markup of the page (CWE-79): the answer, read as a browser reads it, has an element, attribute or link of it. */
export const markupInjection: AttackKit = {
  covers: ['xss-escape-drop', 'template-unescaped'],
  attempts: ({ benign, requests }) =>
    oneByOne([
      ...requests,
      ...PAYLOADS,
      ...benign.slice(0, 2).flatMap((stem) => PAYLOADS.map((text) => stem + text)),
    ]),
  effect(answers) {
    for (const page of answersOf(answers)) {
      const found = page === null ? null : planted(parse(page));
      if (found !== null) return found;
    }
    return null;
  },
};

function planted(node: Node): string | null {
  if ('tagName' in node) {
    if (node.tagName === ELEMENT) return `the page has the element <${ELEMENT}>`;
    for (const { name, value } of node.attrs) {
      if (name === ATTRIBUTE) return `<${node.tagName}> has the attribute ${ATTRIBUTE}`;
      // Browsers leave out control characters in front, and line breaks and tabs anywhere.
      const link = value.replace(/^[\p{Cc} ]+|[\t\n\r]/gu, '').toLowerCase();
      if (LINKS.has(name) && link.startsWith(SCHEME)) return `<${node.tagName}> links to ${SCHEME}`;
    }
  }
  const children = 'childNodes' in node ? node.childNodes : [];
  const inside = 'content' in node ? [node.content] : [];
  for (const child of [...children, ...inside]) {
    const found = planted(child);
    if (found !== null) return found;
  }
  return null;
}
