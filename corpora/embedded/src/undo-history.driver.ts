import type { Driver } from '@bebug/oracle/driver';
import { UndoHistory, type Shape } from './undo-history.ts';

const id = { oneOf: ['a', 'b', 'c'] };
const step = {
  oneOf: [
    'put a',
    'put b',
    'put c',
    'move a',
    'move a',
    'move b',
    'remove a',
    'undo',
    'undo',
    'redo',
    'redo',
    'save',
    'group',
    'fail',
  ],
};

const shape = (name: string, x: number): Shape => ({ id: name, points: [{ x, y: 1 }], tags: ['new'] });

function act(history: UndoHistory, name: string): unknown {
  const [verb = '', target = ''] = name.split(' ');
  switch (verb) {
    case 'put':
      history.put(shape(target, 0), `put ${target}`);
      return null;
    case 'move':
      return history.move(target, 1, -1);
    case 'remove':
      return history.remove(target);
    case 'undo':
      return history.undo();
    case 'redo':
      return history.redo();
    case 'save':
      history.markSaved();
      return null;
    case 'group':
      return history.group('group', () => {
        history.put(shape('c', 7));
        const inner = [history.group('inner', () => history.move('a', 2, 2)), history.undo(), history.redo()];
        history.move('a', 3, 3);
        return inner;
      });
    default:
      try {
        return history.group('broken', () => {
          history.put(shape('c', 9));
          throw new TypeError('no');
        });
      } catch (error) {
        return (error as Error).message;
      }
  }
}

const stateOf = (history: UndoHistory) => [history.shapes, history.labels, history.isChanged];

export default {
  create: () => new UndoHistory(3),
  calls: {
    act: { args: [step], run: act },
    actThrice: {
      args: [step, step, step],
      run: (history, ...names: string[]) => names.map((name) => [act(history, name), stateOf(history)]),
    },
    moveAround: {
      args: [step, step],
      run: (history, between: string, after: string) =>
        ['put a', 'move a', between, 'move a', after, 'undo'].map((name) => [
          act(history, name),
          stateOf(history),
        ]),
    },
    moveAfterUndo: {
      args: [step],
      run: (history, between: string) =>
        ['put a', 'move a', 'put b', 'undo', between, 'move a', 'undo'].map((name) => [
          act(history, name),
          stateOf(history),
        ]),
    },
    put: {
      args: [id],
      run: (history, name: string) => {
        const own = { id: name, points: [{ x: 0, y: 0 }], tags: ['new'] };
        history.put(own);
        own.points.push({ x: 9, y: 9 });
        for (const point of own.points) point.x = 9;
        own.tags.push('mine');
      },
    },
    look: {
      args: [],
      run: (history) => {
        for (const seen of history.shapes as unknown as {
          points: { x: number; y: number }[];
          tags: string[];
        }[]) {
          for (const point of seen.points) point.y = 9;
          seen.points.push({ x: 9, y: 9 });
          seen.tags.push('theirs');
        }
      },
    },
    fill: {
      args: [{ oneOf: [-1, 0, 1, 2, 1.5] }],
      run: (_history, limit: number) => {
        const small = new UndoHistory(limit);
        for (const name of ['a', 'b', 'c']) small.put(shape(name, 0));
        return [small.undo(), small.undo(), small.undo(), small.shapes.length];
      },
    },
    fillDefault: {
      args: [{ oneOf: [100, 101] }],
      run: (_history, count: number) => {
        const large = new UndoHistory();
        for (let index = 0; index < count; index++) large.put(shape(String(index), 0));
        let undone = 0;
        while (large.undo()) undone += 1;
        return undone;
      },
    },
  },
  observe: stateOf,
  loads: {
    'many changes': {
      run(history, n: number) {
        for (let index = 0; index < n; index++) history.put(shape('a', index));
        return history.shapes.length;
      },
    },
  },
} satisfies Driver<UndoHistory>;
