import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';

const labels = (agenda: Agenda): string[] => agenda.enabled().map(({ label }) => label);

test('of the timers only the one that is due first is on offer, the older of two that are due together', () => {
  const agenda = new Agenda();
  agenda.add('timer', 'late', () => {}, 20);
  agenda.add('timer', 'early', () => {}, 10);
  agenda.add('timer', 'early too', () => {}, 10);
  expect(labels(agenda)).toEqual(['early']);
});

test('a timer that fires moves the clock, and never back', () => {
  const agenda = new Agenda();
  const seen: number[] = [];
  agenda.add('timer', 'a', () => seen.push(agenda.now), 10);
  agenda.add('timer', 'b', () => seen.push(agenda.now), 10);
  agenda.fire(agenda.next()!);
  agenda.add('timer', 'past', () => seen.push(agenda.now), 5);
  while (agenda.next()) agenda.fire(agenda.next()!);
  expect(seen).toEqual([10, 10, 10]);
});

test('timers overtake a pending completion at most twice', () => {
  const agenda = new Agenda();
  for (const due of [1, 2, 3]) agenda.add('timer', `timer ${due}`, () => {}, due);
  agenda.add('external', 'load', () => {});
  for (const expected of [['timer 1', 'load'], ['timer 2', 'load'], ['load']]) {
    expect(labels(agenda)).toEqual(expected);
    agenda.fire(agenda.enabled()[0]!);
  }
  expect(labels(agenda)).toEqual(['timer 3']);
});
