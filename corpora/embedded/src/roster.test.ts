import { expect, test } from 'vitest';
import { Roster, type Member } from './roster.ts';

function member(id: string, team = 'red', ...mentors: string[]): Member {
  return { id, name: `Name ${id}`, team, mentors };
}

function roster(...members: Member[]): Roster {
  const made = new Roster('Oaks');
  for (const one of members) made.join(one);
  return made;
}

const idsOf = (one: Roster): string[] => one.members.map(({ id }) => id);

test('a member joins once, whatever else is said of them', () => {
  const oaks = roster(member('a'));
  expect(oaks.join(member('a', 'blue'))).toBe(false);
  expect(oaks.join(member('b'))).toBe(true);
  expect(oaks.members.map(({ team }) => team)).toEqual(['red', 'red']);
});

test('badges count from one', () => {
  const oaks = roster();
  expect([oaks.drawBadge(), oaks.drawBadge()]).toEqual([1, 2]);
});

test('the list of members is a copy', () => {
  const oaks = roster(member('a'));
  oaks.members.pop();
  expect(idsOf(oaks)).toEqual(['a']);
});

test('a team that is dissolved leaves, and nobody else', () => {
  const oaks = roster(member('a'), member('b'), member('c', 'blue'), member('d'));
  oaks.dissolve('red');
  expect(idsOf(oaks)).toEqual(['c']);
});

test('rosters are merged into a new one, whose members are taken from the first', () => {
  const oaks = roster(member('a'), member('b'));
  const elms = new Roster('Elms');
  elms.join(member('b', 'blue'));
  elms.join(member('c'));
  const merged = oaks.merge(elms);
  expect([merged.club, idsOf(merged)]).toEqual(['Oaks', ['a', 'b', 'c']]);
  expect(merged.members[1]?.team).toBe('red');
  expect([idsOf(oaks), idsOf(elms)]).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
});

test.for([
  [['a', 'b'], true],
  [['b', 'a'], false],
  [['a'], false],
  [['a', 'b', 'c'], false],
] as const)('a roster of a and b is listed by %j: %s', ([ids, isListed]) => {
  expect(roster(member('a'), member('b')).isListed(ids)).toBe(isListed);
});

test('mentors are followed to the end, and in a ring only once', () => {
  const oaks = roster(member('a', 'red', 'b', 'c'), member('b', 'red', 'd'), member('d', 'red', 'a', 'e'));
  expect(oaks.mentorsOf('a')).toEqual(['b', 'c', 'd', 'e']);
  expect(oaks.mentorsOf('x')).toEqual([]);
});

test('a label has the name on one line', () => {
  expect(roster().labelOf({ ...member('a'), name: '  Ann \n Lee ' })).toBe('Ann Lee, Oaks');
});

test('the members of each team are counted, whatever its name', () => {
  const oaks = roster(member('a', 'U9'), member('b', '12'), member('c', 'constructor'), member('d', 'U9'));
  expect(oaks.teamSizes()).toEqual(['U9: 2', '12: 1', 'constructor: 1']);
});

test('each team is the guest of every other one', () => {
  expect(roster(member('a'), member('b'), member('c', 'blue')).fixtures()).toEqual([
    'red - blue',
    'blue - red',
  ]);
});
