import type { CodePane } from './code-pane.ts';
import type { Sitting } from './sitting.ts';

/** What the page of one kind of task is given. */
export interface TaskBody {
  readonly sitting: Sitting;
  /** Told which code the keys move in. */
  readonly onPane: (pane: CodePane | null) => void;
  /** Something lies over it: nothing in it can be reached. */
  readonly isCovered: boolean;
}
