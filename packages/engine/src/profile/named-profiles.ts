import { FAMILIES } from '@bebug/core';
import type { Profile } from '@bebug/core/truth';

/** Profiles that everybody has, by name (catalogue: what real bugs look like). */
export const PROFILES = {
  fixes: {
    what: 'real fixes: 5,835 small behaviour-changing fixes in 29 public repositories, most of them of omissions',
    families: {
      omission: 40,
      validation: 13,
      identifier: 7,
      string: 7,
      order: 4,
      nullish: 4,
      condition: 4,
      collection: 4,
      flow: 3,
      state: 3,
      'error-handling': 3,
      argument: 2,
      async: 2,
      number: 2,
      boundary: 1,
      security: 1,
    },
    operators: {
      'conjunct-drop': 6,
      'guard-exit-drop': 6,
      'disjunct-drop': 5,
      'if-block-drop': 5,
      'if-wrapper-drop': 4,
      'statement-drop': 4,
      'ternary-collapse': 3,
      'branch-collapse': 3,
      'fallback-drop': 3,
      'property-drop': 3,
      'call-unwrap': 3,
      'else-if-drop': 2,
      'else-if-condition-drop': 2,
      'argument-drop': 2,
      'declaration-drop': 2,
      'return-drop': 2,
      'method-call-drop': 2,
      'wrong-property': 3,
      'wrong-variable': 2,
      'comparison-flip': 0.5,
      'logic-swap': 0.5,
    },
  },
  balanced: {
    what: 'every family alike',
    families: Object.fromEntries(FAMILIES.map((family) => [family, 1])),
    operators: {},
  },
  sstub: {
    what: 'simple statement slips (ManySStuBs4J): identifiers, callees, arguments and literals',
    families: { identifier: 48, argument: 14, condition: 14, number: 8, string: 7, boundary: 6, flow: 3 },
    operators: { 'wrong-variable': 2, 'wrong-method': 2 },
  },
  bugsjs: {
    what: 'BugsJS, 453 bugs of server-side JavaScript: half of them missing or wrong input validation',
    families: {
      validation: 28,
      omission: 23,
      condition: 10,
      identifier: 8,
      string: 8,
      nullish: 6,
      collection: 5,
      argument: 4,
      flow: 4,
      state: 4,
    },
    operators: {},
  },
  async: {
    what: 'concurrency: races, clean-up, order and error paths of asynchronous code',
    families: { async: 62, 'error-handling': 12, order: 10, resource: 8, state: 8 },
    operators: { 'await-drop': 0.3 },
  },
  security: {
    what: 'what an attacker can use: injection, traversal, weak checks, and the guards that fail to hold',
    families: { security: 64, validation: 20, string: 8, omission: 8 },
    operators: { 'guard-exit-drop': 2, 'disjunct-drop': 2 },
  },
} as const satisfies Record<string, Profile>;

export const DEFAULT_PROFILE = 'fixes' satisfies keyof typeof PROFILES;
