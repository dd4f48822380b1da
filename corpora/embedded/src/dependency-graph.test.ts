import { expect, test } from 'vitest';
import { CycleError, DependencyGraph, GraphError, type Task } from './dependency-graph.ts';

const task = (name: string, effort: number, ...needs: string[]): Task => ({ name, effort, needs });

const graph = new DependencyGraph([
  task('ship', 1, 'test', 'docs'),
  task('test', 5, 'build'),
  task('build', 3, 'install', 'install'),
  task('docs', 2, 'install'),
  task('install', 4),
  task('party', 2),
]);

test('a task comes after all that it needs', () => {
  expect(graph.order).toEqual(['install', 'build', 'test', 'docs', 'ship', 'party']);
  graph.order.reverse();
  expect(graph.order[0]).toBe('install');
});

test('what can be done at the same time is one stage', () => {
  expect(graph.stages).toEqual([['install', 'party'], ['build', 'docs'], ['test'], ['ship']]);
  expect(new DependencyGraph([]).stages).toEqual([]);
});

test('a change affects all that depends on it', () => {
  expect(graph.affectedBy(['docs'])).toEqual(['docs', 'ship']);
  expect(graph.affectedBy(['install'])).toEqual(['install', 'build', 'test', 'docs', 'ship']);
  expect(graph.affectedBy(['party', 'test', 'nothing', 'test'])).toEqual(['test', 'ship', 'party']);
  expect(graph.affectedBy([])).toEqual([]);
});

test('the longest way decides how long it takes', () => {
  const { duration, starts, criticalPath } = graph.schedule();
  expect(duration).toBe(13);
  expect(Object.fromEntries(starts)).toEqual({ install: 0, build: 4, test: 7, docs: 4, ship: 12, party: 0 });
  expect(criticalPath).toEqual(['install', 'build', 'test', 'ship']);
  expect(new DependencyGraph([]).schedule()).toEqual({ duration: 0, starts: new Map(), criticalPath: [] });
});

test('of two ways of one length the first counts', () => {
  const { criticalPath } = new DependencyGraph([
    task('a', 1),
    task('b', 1),
    task('c', 0, 'a', 'b'),
    task('d', 1),
  ]).schedule();
  expect(criticalPath).toEqual(['a']);
  const longer = new DependencyGraph([
    task('a', 1),
    task('b', 1),
    task('c', 1, 'b', 'a'),
    task('d', 2),
  ]).schedule();
  expect([longer.duration, longer.criticalPath]).toEqual([2, ['b', 'c']]);
});

test('tasks that wait for each other are found', () => {
  const wait = (...tasks: Task[]) => {
    try {
      new DependencyGraph(tasks);
    } catch (error) {
      if (error instanceof CycleError) return error.tasks;
      throw error;
    }
    return null;
  };
  expect(wait(task('a', 1, 'a'))).toEqual(['a']);
  expect(wait(task('x', 1, 'a'), task('a', 1, 'b'), task('b', 1, 'c'), task('c', 1, 'a'))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(wait(task('a', 1, 'b', 'c'), task('b', 1, 'd'), task('c', 1, 'd'), task('d', 1))).toBeNull();
});

test.for<[string, Task[]]>([
  ['a name that comes twice', [task('a', 1), task('a', 2)]],
  ['a need that is not there', [task('a', 1, 'b')]],
  ['a negative effort', [task('a', -1)]],
  ['no effort at all', [task('a', NaN)]],
])('%s is no graph', ([, tasks]) => {
  expect(() => new DependencyGraph(tasks)).toThrow(GraphError);
});

test('tasks are copied', () => {
  const needs: string[] = [];
  const copied = new DependencyGraph([{ name: 'a', effort: 1, needs }, task('b', 1)]);
  needs.push('b');
  expect(copied.stages).toEqual([['a', 'b']]);
});
