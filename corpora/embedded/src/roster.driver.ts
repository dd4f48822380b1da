import type { Driver } from '@bebug/oracle/driver';
import { Roster, type Member } from './roster.ts';

const id = { oneOf: ['a', 'b', 'c', 'd'] };
const team = { oneOf: ['red', 'blue', '12', 'constructor'] };
const ids = { oneOf: [[], ['a'], ['a', 'b'], ['b', 'a'], ['a', 'a'], ['b', 'c', 'a']] };

const MENTORS: Readonly<Record<string, readonly string[]>> = { a: ['b', 'c'], b: ['d'], d: ['a', 'e'] };

function member(name: string, of: string): Member {
  return { id: name, name: ` Name  ${name}\n`, team: of, mentors: MENTORS[name] ?? [] };
}

function other(): Roster {
  const elms = new Roster('Elms');
  elms.join(member('b', 'green'));
  elms.join(member('e', 'green'));
  return elms;
}

const stateOf = (roster: Roster) => [roster.club, roster.members];

export default {
  create: () => new Roster('Oaks'),
  calls: {
    join: { args: [id, team], run: (roster, name: string, of: string) => roster.join(member(name, of)) },
    joinAll: {
      args: [ids, team],
      run: (roster, names: string[], of: string) => names.map((name) => roster.join(member(name, of))),
    },
    dissolve: { args: [team], run: (roster, of: string) => roster.dissolve(of) },
    drawBadge: { args: [], run: (roster) => roster.drawBadge() },
    merge: {
      args: [],
      run: (roster) => {
        const elms = other();
        const merged = roster.merge(elms);
        merged.join(member('z', 'red'));
        return [merged, elms].map(stateOf);
      },
    },
    isListed: { args: [ids], run: (roster, names: string[]) => roster.isListed(names) },
    mentorsOf: { args: [id], run: (roster, name: string) => roster.mentorsOf(name) },
    labelOf: { args: [id], run: (roster, name: string) => roster.labelOf(member(name, 'red')) },
    teamSizes: { args: [], run: (roster) => roster.teamSizes() },
    fixtures: { args: [], run: (roster) => roster.fixtures() },
  },
  observe: stateOf,
} satisfies Driver<Roster>;
