import { expect, test } from 'vitest';
import { handedOn } from './handed-on.ts';

const given = (text: string): string[] =>
  handedOn('index.js', text).map(({ specifier, name }) => `${specifier} ${name}`);

test.for([
  ['an import that is exported', "import { a, b as c } from './x.js';\nexport { c as d };", ['./x.js b']],
  ['a default', "import a from './x.js';\nexport default a;", ['./x.js default']],
  ['a namespace', "import * as a from './x.js';\nexport { a };", ['./x.js *']],
  ['an export of another module', "export { a as b } from './x.js';", ['./x.js a']],
  [
    'all of another module',
    "export * from './x.js';\nexport * as y from './y.js';",
    ['./x.js *', './y.js *'],
  ],
  [
    'an object of CommonJS',
    "const { a, b: c } = require('./x');\nconst y = require('./y');\nmodule.exports = { a, d: c, y, z: require('./z') };",
    ['./x a', './x b', './y *', './z *'],
  ],
  ['a value of CommonJS', "module.exports = require('./x');", ['./x *']],
  [
    'members of CommonJS',
    "const { a } = require('./x');\nexports.a = a;\nmodule.exports.b = require('./y');",
    ['./x a', './y *'],
  ],
  [
    'what it only uses, is not',
    "import { a } from './x.js';\nconst { b } = require('./y');\nexport const c = () => a(b);\nexport { c as d };\nother.exports = b;",
    [],
  ],
] as const)('%s', ([, text, expected]) => {
  expect(given(text)).toEqual(expected);
});
