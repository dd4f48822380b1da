export interface Ticket {
  readonly id: number;
  readonly owner: string;
  readonly subject: string;
  readonly text: string;
  readonly isClosed: boolean;
}

/** What somebody sends to open a ticket. */
export interface NewTicket {
  readonly subject: string;
  readonly text: string;
}

export interface DeskSession {
  readonly user: string;
  readonly role: 'member' | 'agent' | 'admin';
  /** Seconds since 1970; `null` for machines, whose sessions do not end. */
  readonly expiresAt: number | null;
}

export interface DeskParts {
  /** By their tokens. */
  readonly sessions: ReadonlyMap<string, DeskSession>;
  mayAnswer(user: string): Promise<boolean>;
  /** Counts one ticket of a user, and says how many are left to them today: less than none when it is one too many. */
  countTicket(user: string): number;
  save(ticket: Ticket): Promise<void>;
  log(line: string): void;
  /** Seconds since 1970. */
  now(): number;
}

export interface DeskAnswer {
  readonly status: number;
  readonly body: string;
}

const MAX_BYTES = 400;
const MAX_PAGE = 5;
const SIGNED_OUT: DeskAnswer = { status: 401, body: 'please sign in' };

/** Where people ask for help, and those who answer find what was asked. Everything that is sent comes with the token of a session. */
export class HelpDesk {
  readonly #parts: DeskParts;
  readonly #tickets = new Map<number, Ticket>();
  #lastId = 0;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Open a ticket; the answer holds its number. */
  async open(token: string, sent: NewTicket): Promise<DeskAnswer> {
    const session = this.#sessionOf(token);
    if (session === null) return SIGNED_OUT;
    const left = this.#parts.countTicket(session.user);
    if (left < 0) return { status: 429, body: 'too many tickets for today' };
    if (Buffer.byteLength(sent.text) > MAX_BYTES) return { status: 413, body: 'too long' };
    this.#lastId += 1;
    const ticket: Ticket = {
      id: this.#lastId,
      owner: session.user,
      isClosed: false,
      subject: sent.subject,
      text: sent.text,
    };
    return this.#keep(ticket, token);
  }

  /** Close a ticket with an answer; only some may. */
  async close(token: string, id: number, text: string): Promise<DeskAnswer> {
    const session = this.#sessionOf(token);
    if (session === null) return SIGNED_OUT;
    const mayAnswer = await this.#parts.mayAnswer(session.user);
    if (!mayAnswer) return { status: 403, body: 'only agents close tickets' };
    const ticket = this.#tickets.get(id);
    if (ticket === undefined || ticket.isClosed) return { status: 404, body: 'there is no such ticket' };
    return this.#keep({ ...ticket, text: `${ticket.text}\n${text}`, isClosed: true }, token);
  }

  /** Open tickets, the oldest first: one's own, or those of all for those who answer. */
  list(token: string, size: string): DeskAnswer {
    const session = this.#sessionOf(token);
    if (session === null) return SIGNED_OUT;
    const open = [...this.#tickets.values()].filter(
      ({ owner, isClosed }) => !isClosed && (owner === session.user || session.role !== 'member'),
    );
    const page = open.slice(0, clamp(Number(size), 1, MAX_PAGE));
    return { status: 200, body: page.map(({ id, subject }) => `${String(id)} ${subject}`).join('\n') };
  }

  /** Forget all tickets that are closed; returns how many there were. */
  tidy(token: string): DeskAnswer {
    const session = this.#sessionOf(token);
    if (session?.role !== 'admin') {
      this.#parts.log('somebody who is no admin wants to tidy up');
      return { status: 403, body: 'only admins tidy up' };
    }
    const closed = [...this.#tickets.values()].filter(({ isClosed }) => isClosed);
    for (const { id } of closed) this.#tickets.delete(id);
    return { status: 200, body: String(closed.length) };
  }

  #sessionOf(token: string): DeskSession | null {
    const session = this.#parts.sessions.get(token);
    if (session === undefined) return null;
    if (session.expiresAt !== null && session.expiresAt <= this.#parts.now()) {
      this.#parts.log(`the session of ${session.user} has expired`);
      return null;
    }
    return session;
  }

  async #keep(ticket: Ticket, token: string): Promise<DeskAnswer> {
    const before = this.#tickets.get(ticket.id);
    this.#tickets.set(ticket.id, ticket);
    try {
      await this.#parts.save(ticket);
      return { status: 200, body: String(ticket.id) };
    } catch {
      if (before === undefined) this.#tickets.delete(ticket.id);
      else this.#tickets.set(ticket.id, before);
      this.#parts.log(`ticket ${String(ticket.id)} cannot be saved, sent by ${token.slice(0, 4)}…`);
      return { status: 500, body: 'please try again later' };
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
