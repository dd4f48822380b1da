import { expect, test } from 'vitest';
import { LatestSearch } from './latest-search.ts';

function manual() {
  const sent: string[] = [];
  const answers: PromiseWithResolvers<string[]>[] = [];
  const box = new LatestSearch((query) => {
    sent.push(query);
    const answer = Promise.withResolvers<string[]>();
    answers.push(answer);
    return answer.promise;
  });
  return { box, sent, answers };
}

test('results arrive with the query that they belong to', async () => {
  const { box, sent, answers } = manual();
  const done = box.type('  Cats ');
  expect(box.state).toEqual({ query: 'cats', results: [], status: 'loading', error: null });
  answers[0]?.resolve(['tom']);
  await done;
  expect(box.state).toEqual({ query: 'cats', results: ['tom'], status: 'idle', error: null });
  expect(sent).toEqual(['cats']);
});

test('an answer that comes late does not replace a newer one', async () => {
  const { box, answers } = manual();
  const done = Promise.all([box.type('cat'), box.type('cats')]);
  answers[1]?.resolve(['new']);
  answers[0]?.resolve(['old']);
  await done;
  expect(box.state.results).toEqual(['new']);
});

test('a late failure does not replace results', async () => {
  const { box, answers } = manual();
  const done = Promise.all([box.type('cat'), box.type('cats')]);
  answers[1]?.resolve(['new']);
  answers[0]?.reject(new Error('down'));
  await done;
  expect(box.state).toMatchObject({ results: ['new'], status: 'idle', error: null });
});

test('a failure is shown, and the same query may be sent again', async () => {
  const { box, sent, answers } = manual();
  const failed = box.type('cat');
  answers[0]?.reject(new Error('down'));
  await failed;
  expect(box.state).toEqual({ query: 'cat', results: [], status: 'failed', error: 'down' });
  const again = box.type('cat');
  expect(box.state).toMatchObject({ status: 'loading', error: null });
  answers[1]?.resolve(['tom']);
  await again;
  await box.type('cat ');
  expect(sent).toHaveLength(2);
});

test('short queries are not sent and empty the results', async () => {
  const { box, sent, answers } = manual();
  const done = box.type('ca');
  answers[0]?.resolve(['tom']);
  await done;
  await box.type('c');
  expect(box.state).toEqual({ query: 'c', results: [], status: 'idle', error: null });
  expect(sent).toEqual(['ca']);
});

test('a cleared box ignores what is on its way', async () => {
  const { box, answers } = manual();
  const done = box.type('cat');
  box.clear();
  answers[0]?.resolve(['tom']);
  await done;
  expect(box.state).toEqual({ query: '', results: [], status: 'idle', error: null });
});
