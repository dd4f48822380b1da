import type { Generated } from 'kysely';

/** Times are ISO 8601 in UTC, truth values 0 or 1, documents JSON: alike in SQLite and PostgreSQL. */
export interface Schema {
  study: { key: string; value: string };
  tasks: { id: string; place: number; is_practice: number; document: string };
  people: {
    id: string;
    name: string;
    role: 'annotator' | 'admin' | 'adjudicator';
    /** SHA-256 of the token in the person's link. */
    token_hash: string;
    token_expires: string;
    /** When the link was first opened. */
    token_used: string | null;
    /** SHA-256 of the token and what the browser that first opened the link calls itself. */
    token_opener: string | null;
    revoked: string | null;
    created: string;
    /** Last act or request; updating it is also what makes writers of one person wait for each other. */
    seen: string | null;
  };
  sessions: { token_hash: string; person: string; created: string; expires: string };
  /** Which task a person was dealt, as which id. */
  assignments: {
    id: string;
    person: string;
    task: string;
    place: number;
    dealt: string;
    lease_until: string;
    is_submitted: number;
  };
  /** Append-only. */
  acts: {
    position: Generated<number>;
    id: string;
    person: string;
    client: string;
    sequence: number;
    assignment: string;
    page: string;
    at: number;
    kind: string;
    deed: string;
    received: string;
  };
  /** A page for one person, made when the truth was opened. */
  debriefs: { person: string; page: string };
  /** Findings that met no planted bug, for people to judge; nothing says whose they are. */
  leftovers: { id: string; place: number; task: string; document: string };
  verdicts: { leftover: string; person: string; verdict: string; reason: string; given: string };
}
