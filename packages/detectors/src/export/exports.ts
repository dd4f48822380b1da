import type { ExportedFiles, ExportInput } from './exported.ts';
import { huggingFace } from './hugging-face.ts';
import { inspect } from './inspect.ts';
import { promptfoo } from './promptfoo.ts';
import { publicTasks } from './public-tasks.ts';

/** Every format that tasks are written in. None of them can see the truth. */
export const EXPORTS: Readonly<Record<string, (input: ExportInput) => ExportedFiles>> = {
  tasks: publicTasks,
  inspect,
  promptfoo,
  hf: huggingFace,
};
