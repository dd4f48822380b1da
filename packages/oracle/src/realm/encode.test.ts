import { expect, onTestFinished, test } from 'vitest';
import { encode, leaveOut } from './encode.ts';

class Cache {
  size = 1;
  _hits = 2;
  state_ = 3;
}

test('what an underscore marks as private is no part of an outcome', () => {
  expect(encode(new Cache())).toBe('Cache{size: 1}');
  expect(encode({ drafts_: 1, name: 'a' })).toBe('{name: "a"}');
});

test('a record may have an id that begins with an underscore', () => {
  expect(encode({ _id: 1, _: 2 })).toBe('{_: 2, _id: 1}');
});

test('inner fields of a class are no part of an outcome, nor those of what it extends', () => {
  class Base {
    level = 1;
  }
  class Inner extends Base {
    size = 2;
    level2 = 3;
  }
  leaveOut({ Base: ['level'], Inner: ['level2'] });
  onTestFinished(() => leaveOut({}));
  expect(encode([new Inner(), new Base(), { level: 1 }])).toBe('[Inner{size: 2}, Base{}, {level: 1}]');
});
