import { beforeEach, expect, test } from 'vitest';
import { UndoHistory, type Shape } from './undo-history.ts';

const shape = (id: string, x = 0): Shape => ({ id, points: [{ x, y: 0 }], tags: ['new'] });
let history: UndoHistory;

beforeEach(() => {
  history = new UndoHistory(3);
});

const places = () => history.shapes.map(({ id, points }) => `${id}${String(points[0]!.x)}`);

test('changes are undone and done again', () => {
  history.put(shape('a'), 'draw a');
  history.put(shape('b'));
  history.put(shape('a', 5));
  expect(places()).toEqual(['a5', 'b0']);
  expect(history.labels).toEqual({ undo: 'put', redo: null });
  expect([history.undo(), history.undo()]).toEqual([true, true]);
  expect([places(), history.labels]).toEqual([['a0'], { undo: 'draw a', redo: 'put' }]);
  expect(history.redo()).toBe(true);
  expect(places()).toEqual(['a0', 'b0']);
  expect([history.redo(), history.redo()]).toEqual([true, false]);
  expect(places()).toEqual(['a5', 'b0']);
});

test('only so many steps are undone', () => {
  for (const id of ['a', 'b', 'c', 'd']) history.put(shape(id));
  expect([history.undo(), history.undo(), history.undo(), history.undo()]).toEqual([true, true, true, false]);
  expect(places()).toEqual(['a0']);
  for (const limit of [0, -1, 1.5]) expect(() => new UndoHistory(limit)).toThrow(RangeError);
});

test('a new change leaves nothing to do again', () => {
  history.put(shape('a'));
  history.put(shape('b'));
  history.undo();
  history.put(shape('c'));
  expect([history.redo(), places()]).toEqual([false, ['a0', 'c0']]);
});

test('what is not there is neither moved nor removed', () => {
  expect([history.move('a', 1, 1), history.remove('a'), history.undo()]).toEqual([false, false, false]);
  history.put(shape('a'));
  expect([history.remove('a'), places()]).toEqual([true, []]);
  history.undo();
  expect(places()).toEqual(['a0']);
});

test('moves of one shape that follow each other are one step', () => {
  history.put(shape('a'));
  history.put(shape('b'));
  for (const dx of [1, 2, 3]) history.move('a', dx, -dx);
  expect(history.shapes[0]).toEqual({ id: 'a', points: [{ x: 6, y: -6 }], tags: ['new'] });
  history.move('b', 1, 0);
  history.undo();
  history.undo();
  expect(places()).toEqual(['a0', 'b0']);
  history.redo();
  expect(places()).toEqual(['a6', 'b0']);
  history.move('a', 1, 0);
  history.undo();
  expect(places()).toEqual(['a6', 'b0']);
});

test('a move after an undo, or after saving, is a step of its own', () => {
  history.put(shape('a'));
  history.move('a', 1, 0);
  history.put(shape('b'));
  history.undo();
  history.move('a', 1, 0);
  history.undo();
  expect(places()).toEqual(['a1']);
  history.redo();
  history.markSaved();
  history.move('a', 1, 0);
  history.undo();
  expect([places(), history.isChanged]).toEqual([['a2'], false]);
});

test('a group is one step', () => {
  const result = history.group('pair', () => {
    history.put(shape('a'));
    history.group('inner', () => history.move('a', 1, 0));
    history.move('a', 1, 0);
    expect([history.undo(), history.redo()]).toEqual([false, false]);
    return 'made';
  });
  expect([result, places(), history.labels.undo]).toEqual(['made', ['a2'], 'pair']);
  history.move('a', 1, 0);
  history.undo();
  expect(places()).toEqual(['a2']);
  history.undo();
  expect(places()).toEqual([]);
  history.group('nothing', () => history.move('z', 1, 0));
  expect(history.labels).toEqual({ undo: null, redo: 'pair' });
});

test('a group that fails has not happened', () => {
  history.put(shape('a'));
  expect(() =>
    history.group('broken', () => {
      history.remove('a');
      throw new TypeError('no');
    }),
  ).toThrow(TypeError);
  expect([places(), history.labels]).toEqual([['a0'], { undo: 'put', redo: null }]);
  history.move('a', 1, 0);
  expect(history.labels.undo).toBe('move');
});

test('a drawing is changed until it is saved, or as it was saved', () => {
  expect(history.isChanged).toBe(false);
  history.put(shape('a'));
  expect(history.isChanged).toBe(true);
  history.markSaved();
  expect(history.isChanged).toBe(false);
  history.move('a', 1, 0);
  history.undo();
  expect(history.isChanged).toBe(false);
  history.undo();
  expect(history.isChanged).toBe(true);
});

test('nobody holds what the history holds', () => {
  const own = { id: 'a', points: [{ x: 0, y: 0 }], tags: ['new'] };
  history.put(own);
  own.points[0]!.x = 9;
  own.tags.push('mine');
  const [seen] = history.shapes as unknown as [typeof own];
  seen.points[0]!.y = 9;
  seen.tags.push('theirs');
  expect(history.shapes).toEqual([shape('a')]);
});
