import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import { exportTargets } from './targets.ts';

const project = await smallProject({
  'graph.ts': `
    class Edge { private readonly weight = 1; isHeavy(): boolean { return this.weight > 1; } }
    export class Graph {
      addEdge(edge: Edge): boolean;
      addEdge(from: string, to: string): boolean;
      addEdge(from: unknown, to?: string): boolean { return to !== from; }
      merge(edge: Edge): boolean { return edge !== null; }
    }
  `,
});

test('of a method that is overloaded, what can be called is', () => {
  const [graph] = exportTargets(project, project.sourceFile('graph.ts'), false);
  expect(
    graph!.callable.members.map(({ name, signatures }) => [
      name,
      signatures.map(({ parameters }) => parameters.map((parameter) => parameter.name)),
    ]),
  ).toEqual([['addEdge', [['from', 'to']]]]);
});

test('a text with a telling name that only the project passes on has its format', async () => {
  const inner = await smallProject({
    'src/index.ts':
      "import { packed } from './inner.ts';\nexport const show = (ip: string): string => packed(ip);\n",
    'src/inner.ts': 'export const packed = (ip: string): string => ip.trim();\n',
    'package.json': JSON.stringify({ name: 'p', exports: './src/index.ts' }),
  });
  const specs = ['src/index.ts', 'src/inner.ts'].map(
    (path) =>
      exportTargets(inner, inner.sourceFile(path), false)[0]!.callable.signatures[0]!.parameters[0]!.spec,
  );
  expect(specs).toEqual([
    { kind: 'string', format: 'address' },
    { kind: 'string', format: 'address', isSure: true },
  ]);
});
