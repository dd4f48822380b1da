export interface Member {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  /** Members who look after this one, by their ids. */
  readonly mentors: readonly string[];
}

/** Who belongs to a club, in the order in which they have joined. */
export class Roster {
  readonly club: string;
  #members: Member[] = [];
  #badges = 0;

  constructor(club: string) {
    this.club = club;
  }

  get members(): Member[] {
    return [...this.#members];
  }

  /** A number for a new badge. They count from 1 and are never used again. */
  drawBadge(): number {
    return ++this.#badges;
  }

  /** False when somebody with that id is a member already. */
  join(member: Member): boolean {
    if (this.#members.some((other) => other.id === member.id)) return false;
    this.#members.push(member);
    return true;
  }

  /** All members of a team leave. */
  dissolve(team: string): void {
    this.#members = this.#members.filter((member) => member.team !== team);
  }

  /** A roster with the members of both, under the name of this club. Who is a member of both is taken from this one. */
  merge(other: Roster): Roster {
    const merged = new Roster(this.club);
    for (const member of [...this.#members, ...other.#members]) merged.join(member);
    return merged;
  }

  /** True when exactly these members are there, in this order. */
  isListed(ids: readonly string[]): boolean {
    const own = this.#members.map(({ id }) => id);
    return ids.length === own.length && ids.every((id, place) => id === own[place]);
  }

  /** A member's mentors, those who look after them, and so on: everybody once, the nearest first. */
  mentorsOf(id: string): string[] {
    const found = [id];
    for (let at = 0; at < found.length; at++) {
      const member = this.#members.find((one) => one.id === found[at]);
      for (const mentor of member?.mentors ?? []) {
        if (!found.includes(mentor)) found.push(mentor);
      }
    }
    return found.slice(1);
  }

  /** What is printed on a badge: the name on one line, and the club. */
  labelOf(member: Member): string {
    let name = member.name.trim();
    name = name.replaceAll(/\s+/gu, ' ');
    return `${name}, ${this.club}`;
  }

  /** How many members each team has, in the order in which the teams came. */
  teamSizes(): string[] {
    const sizes = new Map<string, number>();
    for (const { team } of this.#members) sizes.set(team, (sizes.get(team) ?? 0) + 1);
    return [...sizes].map(([team, size]) => `${team}: ${String(size)}`);
  }

  /** Every game of a season: each team is once the guest of every other one. */
  fixtures(): string[] {
    const teams = new Set(this.#members.map(({ team }) => team));
    const games: string[] = [];
    for (const host of teams) {
      const guests = [...teams].filter((team) => team !== host);
      for (const guest of guests) games.push(`${host} - ${guest}`);
    }
    return games;
  }
}
