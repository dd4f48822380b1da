import ts from 'typescript';
import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import { enumerated } from './documented.ts';

async function allowed(enumeration: string, type = 'Kind'): Promise<unknown> {
  const project = await smallProject({
    'a.js': `/**\n * @enum {string}\n */\nconst Kind = ${enumeration};\n\n/** @type {string} */\nexport const Other = 'x';\n\n/**\n * @param {${type}} kind\n */\nexport function make(kind) {\n  return Kind[kind];\n}\n`,
  });
  const made = project.sourceFile('a.js').statements.find(ts.isFunctionDeclaration)!;
  const spec = enumerated(project.checker, made.parameters[0]!);
  return spec && spec.kind === 'union' ? spec.of.map((one) => 'value' in one && one.value) : spec;
}

test.for([
  ['texts', "{ memory: 'memory', redis: 'redis' }", ['memory', 'redis']],
  ['numbers', '{ one: 1, two: 2 }', [1, 2]],
] as const)('members that are %s', async ([, enumeration, expected]) => {
  expect(await allowed(enumeration)).toEqual(expected);
});

test.for([
  ['a member that is made', "{ a: 'a', b: ''.trim() }", 'Kind'],
  ['another type', "{ a: 'a' }", 'string'],
  ['none at all', '{}', 'Kind'],
] as const)('nothing is known of %s', async ([, enumeration, type]) => {
  expect(await allowed(enumeration, type)).toBeNull();
});
