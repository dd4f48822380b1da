import type { Program } from '../src/sandbox/protocol.ts';
import { instrument } from '../src/subject/instrument.ts';

/** A program out of one text that sets `exports.subject` and may set `exports.driver`. */
export function programOf(text: string): Program {
  const both = { both: 'both.cjs' };
  return {
    modules: {
      'both.cjs': instrument(text),
      'subject.cjs': 'module.exports = require("both").subject;',
      'driver.cjs': 'module.exports = require("both").driver ?? {};',
    },
    imports: { 'both.cjs': {}, 'subject.cjs': both, 'driver.cjs': both },
    subject: 'subject.cjs',
    internals: [],
    driver: 'driver.cjs',
    covered: {},
    inner: {},
    lasting: [],
    meansInfinity: true,
    place: null,
  };
}
