import { beforeEach, expect, test, vi } from 'vitest';
import { ArticleDraft, DraftError, StaleVersionError, type Article } from './article-draft.ts';

const lock = { acquire: vi.fn<(author: string) => void>(), release: vi.fn<(author: string) => void>() };
const original = (): Article => ({
  title: 'On hands',
  blocks: [
    { kind: 'heading', text: 'Hands' },
    { kind: 'text', text: 'The hand, and the other HAND' },
  ],
  comments: new Map([[1, ['why?']]]),
  publishAt: new Date('2026-03-01'),
});
let draft: ArticleDraft;

beforeEach(() => {
  vi.clearAllMocks();
  draft = new ArticleDraft(original(), 'ada', lock, 2);
});

const rename = (title: string) => (article: Article) => {
  article.title = title;
};

test('an edit makes a new version', () => {
  expect(draft.edit('bob', 1, rename('On arms'))).toBe(2);
  expect([draft.version, draft.log]).toEqual([2, ['1 ada: On hands', '2 bob: On arms']]);
  expect(draft.article).toEqual({ ...original(), title: 'On arms' });
  expect(lock.acquire.mock.calls).toEqual([['bob']]);
  expect(lock.release.mock.calls).toEqual([['bob']]);
});

test('who has not seen the latest version edits nothing', () => {
  draft.edit('bob', 1, rename('On arms'));
  for (const seen of [1, 3]) {
    const late = (): unknown => draft.edit('ada', seen, rename('On feet'));
    expect(late).toThrow(new StaleVersionError('the latest version is 2 bob: On arms'));
  }
  expect(draft.version).toBe(2);
  expect([new StaleVersionError().isWorthRetrying, new DraftError().isWorthRetrying]).toEqual([true, false]);
  expect([new StaleVersionError().name, new DraftError().name]).toEqual(['StaleVersionError', 'DraftError']);
});

test('an edit that fails changes nothing and leaves nothing locked', () => {
  const fail = (article: Article): void => {
    article.blocks[0]!.text = 'half done';
    throw new TypeError('no idea');
  };
  expect(() => draft.edit('bob', 1, fail)).toThrow(TypeError);
  expect(draft.article).toEqual(original());
  expect(lock.release).toHaveBeenCalledTimes(1);
  for (const title of ['', ' ']) expect(() => draft.edit('bob', 1, rename(title))).toThrow(DraftError);
  expect(draft.log).toEqual(['1 ada: On hands']);
});

test('nothing is changed while somebody else has the lock', () => {
  lock.acquire.mockImplementationOnce(() => {
    throw new Error('eve is editing');
  });
  expect(() => draft.edit('bob', 1, rename('On arms'))).toThrow('eve is editing');
  expect(lock.release).not.toHaveBeenCalled();
  expect(draft.version).toBe(1);
});

test('an older version comes back as a new one, while it is kept', () => {
  draft.edit('bob', 1, (article) => article.blocks.pop());
  expect(draft.restore('ada', 1)).toBe(3);
  expect(draft.article).toEqual(original());
  draft.edit('bob', 3, rename('On arms'));
  expect(draft.log).toEqual(['2 bob: On hands', '3 ada: On hands', '4 bob: On arms']);
  for (const number of [1, 4, 5]) expect(() => draft.restore('ada', number)).toThrow(DraftError);
});

test('what has changed is said, while it is known', () => {
  draft.edit('bob', 1, (article) => {
    article.title = 'On arms';
    article.blocks[0]!.text = 'Arms';
    article.blocks.push({ kind: 'text', text: 'More' });
    article.comments.set(2, ['new']);
  });
  expect(draft.changesSince(1)).toEqual(['title', 'block 0', 'block 2 is new', 'comments on block 2']);
  expect(draft.changesSince(2)).toEqual([]);
  draft.edit('bob', 2, (article) => {
    article.publishAt = null;
    article.blocks = article.blocks.slice(0, 1);
  });
  expect(draft.changesSince(2)).toEqual(['time', 'block 1 is gone', 'block 2 is gone']);
  draft.edit('bob', 3, rename('On feet'));
  expect([draft.changesSince(1), draft.changesSince(9)]).toEqual([null, null]);
});

test('words are counted, whatever they are', () => {
  draft.edit('bob', 1, (article) => article.blocks.push({ kind: 'text', text: 'The constructor' }));
  expect({ ...draft.words }).toEqual({ hands: 1, the: 3, hand: 2, and: 1, other: 1, constructor: 1 });
});

test('nobody holds what the draft holds', () => {
  const own = original();
  const other = new ArticleDraft(own, 'ada', lock);
  const spoil = (article: Article): void => {
    article.blocks[0]!.text = 'spoilt';
    article.comments.clear();
    article.publishAt!.setTime(0);
  };
  spoil(own);
  spoil(other.article);
  let kept: Article | null = null;
  other.edit('ada', 1, (article) => {
    kept = article;
  });
  spoil(kept!);
  expect(other.article).toEqual(original());
});

test('so many older versions are kept', () => {
  const other = new ArticleDraft(original(), 'ada', lock);
  for (let seen = 1; seen < 25; seen++) other.edit('ada', seen, () => null);
  expect(other.log).toHaveLength(21);
  for (const limit of [0, -1, 1.5]) {
    expect(() => new ArticleDraft(original(), 'ada', lock, limit)).toThrow(RangeError);
  }
});
