import type { Driver } from '@bebug/oracle/driver';
import { DependencyGraph, type Task } from './dependency-graph.ts';

const needs = {
  oneOf: [[], ['a'], ['b'], ['c'], ['a', 'b'], ['b', 'a'], ['a', 'b', 'c'], ['a', 'a'], ['d'], ['z']],
};
const effort = { oneOf: [0, 1, 1, 2, 3, 5, -1, NaN] };
const names = { oneOf: [[], ['a'], ['b'], ['c', 'a'], ['d', 'd'], ['e', 'z'], ['a', 'b', 'c', 'd', 'e']] };

const task = (name: string, minutes: number, before: readonly string[]): Task => ({
  name,
  effort: minutes,
  needs: before,
});

function report(tasks: readonly Task[]): unknown {
  const graph = new DependencyGraph(tasks);
  graph.order.reverse();
  return [graph.order, graph.stages, graph.schedule(), graph.affectedBy(['a']), graph.affectedBy(['c', 'b'])];
}

function chain(n: number): Task[] {
  return Array.from({ length: n }, (_, index) =>
    task(String(index), 1, index === 0 ? [] : [String(index - 1)]),
  );
}

export default {
  create: () => null,
  calls: {
    plan: {
      args: [effort, needs, effort, needs],
      run: (_subject, third: number, thirdNeeds: string[], fourth: number, fourthNeeds: string[]) =>
        report([
          task('d', fourth, fourthNeeds),
          task('a', 2, []),
          task('b', 3, ['a']),
          task('c', third, thirdNeeds),
        ]),
    },
    planForward: {
      args: [effort, effort, effort, effort],
      run: (_subject, first: number, second: number, third: number, fourth: number) =>
        report([
          task('a', first, []),
          task('b', second, []),
          task('c', third, ['b', 'a']),
          task('d', fourth, ['a', 'c']),
          task('e', 2, ['b']),
        ]),
    },
    affected: {
      args: [names],
      run: (_subject, changed: string[]) =>
        new DependencyGraph([
          task('e', 1, ['d', 'b']),
          task('d', 1, ['c']),
          task('c', 1, ['a', 'b']),
          task('b', 1, []),
          task('a', 1, []),
        ]).affectedBy(changed),
    },
    fail: {
      args: [needs, needs, effort],
      run(_subject, first: string[], second: string[], minutes: number) {
        try {
          return new DependencyGraph([
            task('x', 1, ['a']),
            task('a', minutes, first),
            task('b', 1, second),
            task('c', 1, ['b']),
          ]).order;
        } catch (error) {
          return [(error as Error).name, (error as Error).message, (error as { tasks?: unknown }).tasks];
        }
      },
    },
    failTwice: { args: [], run: () => new DependencyGraph([task('a', 1, []), task('a', 2, [])]).order },
    copy: {
      args: [],
      run() {
        const mutable: string[] = [];
        const graph = new DependencyGraph([task('a', 1, mutable), task('b', 1, [])]);
        mutable.push('b');
        return graph.stages;
      },
    },
  },
  loads: {
    'a long chain': { run: (_subject, n: number) => new DependencyGraph(chain(n)).order.length },
    'many tasks that need one': {
      run: (_subject, n: number) =>
        new DependencyGraph([
          task('a', 1, []),
          ...chain(n).map(({ name }) => task(name, 1, ['a'])),
        ]).affectedBy(['a']).length,
    },
    'layers that need each other': {
      sizes: [4, 8, 16, 32],
      run(_subject, n: number) {
        const tasks = Array.from({ length: n }, (_, index) =>
          ['l', 'r'].map((side) =>
            task(
              `${side}${String(index)}`,
              1,
              index === 0 ? [] : [`l${String(index - 1)}`, `r${String(index - 1)}`],
            ),
          ),
        ).flat();
        const graph = new DependencyGraph(tasks);
        return [graph.schedule().duration, graph.affectedBy(['l0']).length];
      },
    },
  },
} satisfies Driver<null>;
