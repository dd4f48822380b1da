import type { Driver } from '@bebug/oracle/driver';
import { ArticleDraft, DraftError, type Article, type EditLock } from './article-draft.ts';

interface Subject {
  readonly draft: ArticleDraft;
  readonly lock: EditLock;
}

const author = { oneOf: ['ada', 'bob'] };
const number = { integer: [0, 5] } as const;
const change = {
  oneOf: [
    'rename',
    'rename',
    'write',
    'write',
    'comment',
    'plan',
    'cut',
    'untitle',
    'blank',
    'fail',
    'again',
    'restore',
  ],
};

/** One at a time, and not twice by the same author either. */
function lockOfOne(): EditLock {
  let holder: string | null = null;
  return {
    acquire(name) {
      if (holder !== null) throw new Error(`${holder} is editing`);
      holder = name;
    },
    release() {
      holder = null;
    },
  };
}

const articleOf = (title: string): Article => ({
  title,
  blocks: [
    { kind: 'heading', text: 'Of hands' },
    { kind: 'text', text: 'The hand, the Hand' },
  ],
  comments: new Map([[1, ['why?']]]),
  publishAt: new Date(86_400_000),
});

function apply({ draft }: Subject, article: Article, kind: string): void {
  switch (kind) {
    case 'rename':
      article.title += '!';
      break;
    case 'write':
      article.blocks[0]!.text += ' again';
      article.blocks.push({ kind: 'text', text: 'A constructor' });
      break;
    case 'comment':
      article.comments.set(0, [...(article.comments.get(0) ?? []), 'good']);
      article.comments.get(1)?.push('because');
      break;
    case 'plan':
      article.publishAt = article.publishAt === null ? new Date(0) : null;
      break;
    case 'cut':
      article.blocks.pop();
      break;
    case 'untitle':
      article.title = '';
      article.blocks.length = 0;
      break;
    case 'blank':
      article.title = ' ';
      break;
    case 'fail':
      article.blocks[1]!.text = 'half done';
      throw new TypeError('no idea');
    case 'again':
      draft.edit('eve', draft.version, () => null);
      break;
    default:
      draft.restore('eve', 1);
  }
}

function tried(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    const { name, message } = error as Error;
    return [name, message, error instanceof DraftError && error.isWorthRetrying];
  }
}

export default {
  create() {
    const lock = lockOfOne();
    return { lock, draft: new ArticleDraft(articleOf('On hands'), 'ada', lock, 3) };
  },
  calls: {
    edit: {
      args: [author, change],
      run: (subject, name: string, kind: string) =>
        tried(() =>
          subject.draft.edit(name, subject.draft.version, (article) => {
            apply(subject, article, kind);
          }),
        ),
    },
    editOften: {
      args: [author, change, change, change],
      run: (subject, name: string, ...kinds: string[]) =>
        kinds.map((kind) => [
          tried(() =>
            subject.draft.edit(name, subject.draft.version, (article) => {
              apply(subject, article, kind);
            }),
          ),
          subject.draft.log,
        ]),
    },
    editLate: {
      args: [author, number],
      run: ({ draft }, name: string, seen: number) =>
        tried(() => draft.edit(name, seen, (article) => (article.title = 'Late'))),
    },
    editAfterwards: {
      args: [author],
      run: ({ draft }, name: string) =>
        tried(() => {
          let own: Article | null = null;
          draft.edit(name, draft.version, (article) => {
            own = article;
          });
          spoil(own!);
        }),
    },
    spoilCopy: {
      args: [],
      run: ({ draft }) => {
        spoil(draft.article);
      },
    },
    spoilOriginal: {
      args: [],
      run: ({ lock }) => {
        const own = articleOf('Mine');
        const draft = new ArticleDraft(own, 'bob', lock);
        spoil(own);
        return [draft.article, draft.log];
      },
    },
    restore: {
      args: [author, number],
      run: ({ draft }, name: string, old: number) => tried(() => draft.restore(name, old)),
    },
    changesSince: { args: [number], run: ({ draft }, old: number) => draft.changesSince(old) },
    keep: {
      args: [{ oneOf: [-1, 0, 1, 1.5] }],
      run: ({ lock }, limit: number) =>
        tried(() => {
          const draft = new ArticleDraft(articleOf('Short'), 'bob', lock, limit);
          for (let seen = 1; seen < 4; seen++) draft.edit('bob', seen, () => null);
          return draft.log;
        }),
    },
    keepDefault: {
      args: [],
      run: ({ lock }) => {
        const draft = new ArticleDraft(articleOf('Long'), 'bob', lock);
        for (let seen = 1; seen < 23; seen++) draft.edit('bob', seen, () => null);
        return draft.log;
      },
    },
  },
  observe: ({ draft }) => [draft.article, draft.version, draft.log, draft.words, draft.changesSince(1)],
} satisfies Driver<Subject>;

/** What nobody should see. */
function spoil(article: Article): void {
  article.title = 'Spoilt';
  article.blocks[0]!.text = 'spoilt';
  article.comments.clear();
  article.publishAt?.setTime(0);
}
